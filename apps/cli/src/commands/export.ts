import { CommandError, EXIT, unknownRegion, type ExitCode } from '../output/exit-codes.js';
import { pages, SIGNALS, type SignalView } from '../client/operations.js';
import type { CommandContext } from './command.js';
import { requireRegion } from './region.js';

/** Formats of `scout export signals`: JSON lines by GraphQL, the others as the API's export endpoints make them. */
export const EXPORT_FORMATS = ['json', 'csv', 'geojson', 'ics'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One stored signal as `export` and `replay` print it. */
export function exportedSignal(signal: SignalView): Readonly<Record<string, string | null>> {
  return {
    type: signal.type.toLowerCase(),
    title: signal.title,
    startsAt: signal.startsAt,
    endsAt: signal.endsAt,
    timeZone: signal.timeZone,
    location: signal.locationName,
    status: signal.eventStatus === null ? null : signal.eventStatus.toLowerCase(),
    sourceUrl: signal.sourceUrl,
    quote: signal.evidence[0]?.quote ?? null,
  };
}

/** All signals of a region, page by page. */
export function signalsOf(api: CommandContext['api'], region: string): AsyncGenerator<SignalView> {
  return pages<SignalView>(async (after) => {
    const { signals } = await api.query<{
      signals: { edges: readonly { node: SignalView }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    }>(SIGNALS, { region, after });
    return signals;
  });
}

/** `scout export signals --region R --format F`. */
export async function exportSignals(
  { api, printer }: CommandContext,
  region: string,
  format: ExportFormat,
): Promise<ExitCode> {
  await requireRegion(api, region);
  if (format === 'json') {
    for await (const signal of signalsOf(api, region)) printer.record(exportedSignal(signal));
    return EXIT.ok;
  }
  const response = await api.get(`/export/signals.${format}?region=${encodeURIComponent(region)}`);
  if (response.status === 401 || response.status === 403)
    throw new CommandError('The token may not export.', EXIT.auth);
  if (response.status === 404) throw unknownRegion(region);
  if (!response.ok || response.body === null) {
    throw new CommandError(`The export failed with status ${String(response.status)}.`, EXIT.runFailed);
  }
  for await (const chunk of response.body) printer.raw(chunk);
  return EXIT.ok;
}
