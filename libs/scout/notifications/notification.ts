/** One thing that somebody should look at. */
export interface Alert {
  readonly severity: 'info' | 'warning' | 'error';
  readonly target: string;
  readonly description: string;
  readonly suggestedAction: string | null;
}

/** What a webhook is told after a run; `text` alone is what Slack shows. */
export type Notification = {
  readonly text: string;
  readonly region: string;
  readonly runId: string;
  readonly alerts: readonly {
    readonly severity: string;
    readonly target: string;
    readonly description: string;
    readonly suggestedAction: string | null;
  }[];
};

const ALERTS_SHOWN = 10;
const LONGEST_LINE = 300;

const line = ({ severity, target, description }: Alert): string =>
  `${severity === 'error' ? 'Error' : 'Warning'} – ${target}: ${description}`.slice(0, LONGEST_LINE);

/** The message about a run's alerts, worst first; null when nothing is worth one. Infos are for the dashboard only. */
export function notificationOf(
  region: { readonly slug: string; readonly name: string },
  runId: string,
  alerts: readonly Alert[],
): Notification | null {
  const worth = alerts
    .filter(({ severity }) => severity !== 'info')
    .toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  if (worth.length === 0) return null;
  const shown = worth.slice(0, ALERTS_SHOWN).map(line);
  const more = worth.length > shown.length ? [`… and ${String(worth.length - shown.length)} more`] : [];
  const heading = `${region.name}: ${String(worth.length)} new ${worth.length === 1 ? 'finding' : 'findings'} (run ${runId})`;
  return {
    text: [heading, ...shown, ...more].join('\n'),
    region: region.slug,
    runId,
    alerts: worth.map(({ severity, target, description, suggestedAction }) => ({
      severity,
      target,
      description,
      suggestedAction,
    })),
  };
}
