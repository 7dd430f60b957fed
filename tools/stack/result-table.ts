/** What a full run left behind. */
export interface RunSummary {
  runId: string;
  region: string;
  status: string;
  error: string | undefined;
  skipped: string[];
  /** Known signals of the region by type. */
  signals: Record<string, number>;
  situations: number;
  actors: number;
  spentMicroUsd: number;
  elapsedMs: number;
}

/** The table that `npm start` closes with, as lines. */
export function resultTable(run: RunSummary): string[] {
  const types = Object.entries(run.signals).sort(([a], [b]) => a.localeCompare(b));
  const total = types.reduce((sum, [, count]) => sum + count, 0);
  const rows: [string, string][] = [
    ['Region', run.region],
    ['Run', run.runId],
    ['Status', run.status.toLowerCase()],
    ...(run.error ? [['Error', run.error] as [string, string]] : []),
    ['Signals', String(total)],
    ...types.map(([type, count]) => [`  ${type.toLowerCase()}`, String(count)] as [string, string]),
    ['Situations', String(run.situations)],
    ['Actors', String(run.actors)],
    ['Cost', `$${(run.spentMicroUsd / 1_000_000).toFixed(4)}`],
    ['Elapsed', `${(run.elapsedMs / 1000).toFixed(1)} s`],
    ...run.skipped.map((reason) => ['Left out', reason] as [string, string]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
