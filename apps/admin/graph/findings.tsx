'use client';

import { CircleX, Info, TriangleAlert } from 'lucide-react';
import {
  FindingsDocument,
  SetFindingStatusDocument,
  type FindingsQuery,
  type FindingStatus,
} from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { useMayOperate } from '@/lib/session';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { CursorList } from '@/ui/cursor-list';
import { ErrorNote } from '@/ui/notes';
import { RegionPage, RunHint } from '@/ui/region-page';

type Finding = FindingsQuery['findings']['edges'][number]['node'];

const SEVERITY = {
  ERROR: { icon: CircleX, tone: 'bad', word: 'Error' },
  WARNING: { icon: TriangleAlert, tone: 'warn', word: 'Warning' },
  INFO: { icon: Info, tone: 'muted', word: 'Info' },
} as const;

/** What the supervisor found wrong with its own work. */
export function Findings() {
  const action = useAction();
  const mayOperate = useMayOperate();
  const set = (finding: Finding, status: FindingStatus) => {
    action.act(() => request(SetFindingStatusDocument, { id: finding.id, status, reason: null }));
  };
  return (
    <RegionPage title="Findings" lead="What the supervisor found wrong, and what it suggests.">
      {(region) => (
        <div className="flex flex-col gap-4">
          {action.refusal !== null && <ErrorNote title="Not done" {...action.refusal} onDismiss={action.dismiss} />}
          <CursorList
            name="Findings"
            queryKey={['findings', region.regionSlug]}
            load={async (after, signal) =>
              (await request(FindingsDocument, { region: region.regionSlug, status: null, first: 50, after }, signal))
                .findings
            }
            columns={['Severity', 'Finding', 'Seen', 'State']}
            empty={<RunHint>The supervisor looks for what is wrong at the end of each full run.</RunHint>}
            row={(finding) => {
              const severity = SEVERITY[finding.severity];
              const open = finding.status === 'OPEN';
              return (
                <tr key={finding.id}>
                  <td>
                    <Badge icon={severity.icon} tone={severity.tone}>
                      {severity.word}
                    </Badge>
                  </td>
                  <td className="max-w-2xl">
                    <span className="font-medium">{finding.type.replaceAll('_', ' ')}</span>: {finding.targetLabel}
                    <p>{finding.description}</p>
                    {finding.suggestedAction !== null && <p className="text-muted">{finding.suggestedAction}</p>}
                  </td>
                  <td className="tabular-nums">{finding.seenCount}×</td>
                  <td>
                    <div className="flex items-center gap-2">
                      {finding.status.toLowerCase()}
                      {mayOperate && (
                        <>
                          <Button
                            disabled={action.busy}
                            onClick={() => {
                              set(finding, open ? 'RESOLVED' : 'OPEN');
                            }}
                          >
                            {open ? 'Resolve' : 'Reopen'}
                          </Button>
                          {open && (
                            <Button
                              look="quiet"
                              disabled={action.busy}
                              onClick={() => {
                                set(finding, 'DISMISSED');
                              }}
                            >
                              Dismiss
                            </Button>
                          )}
                        </>
                      )}
                    </div>
                  </td>
                </tr>
              );
            }}
          />
        </div>
      )}
    </RegionPage>
  );
}
