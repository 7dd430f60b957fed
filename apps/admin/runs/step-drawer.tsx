'use client';

import { useQuery } from '@tanstack/react-query';
import { StepDetailDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Drawer } from '@/ui/dialog';
import { Money } from '@/ui/money';
import { ErrorNote, Loading } from '@/ui/notes';
import { Facts } from '@/ui/panel';
import { duration, Time } from '@/ui/time';

/** What one step was asked, what it answered or why it failed. */
export function StepDrawer({ runId, stepKey, onClose }: { runId: string; stepKey: string; onClose: () => void }) {
  const query = useQuery({
    queryKey: ['step', runId, stepKey],
    queryFn: ({ signal }) => request(StepDetailDocument, { runId, key: stepKey }, signal),
  });
  const detail = query.data?.scoutStep;
  return (
    <Drawer open onClose={onClose} title={detail?.step.name ?? stepKey}>
      {query.error !== null && <ErrorNote title="The step can't be read" message={query.error.message} />}
      {query.isPending && <Loading label="Loading the step" />}
      {detail === null && <p>This step is not recorded any more.</p>}
      {detail !== undefined && detail !== null && (
        <div className="flex flex-col gap-5">
          {detail.error !== null && (
            <ErrorNote title={detail.error.name} message={detail.error.message} code={detail.error.code} />
          )}
          <Facts
            rows={[
              [
                'Run',
                <span key="run" className="font-mono text-xs">
                  {runId}
                </span>,
              ],
              [
                'Key',
                <span key="key" className="font-mono text-xs">
                  {detail.key}
                </span>,
              ],
              ['Attempts', String(detail.step.attempts)],
              ['Owner epoch', String(detail.step.epoch)],
              ['Ended', <Time key="ended" at={detail.step.endedAt} />],
              ['Took', duration(detail.step.startedAt, detail.step.endedAt, 0)],
              ['Spent', <Money key="spent" microUsd={detail.step.costMicroUsd} />],
            ]}
          />
          <Payload title="Input" value={detail.input} />
          <Payload title="Output" value={detail.output} />
        </div>
      )}
    </Drawer>
  );
}

function Payload({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      <pre
        tabIndex={0}
        className="bg-raised max-h-96 overflow-auto rounded-md p-3 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
