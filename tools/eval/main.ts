import {
  evalArticles,
  evalCalendars,
  evalDates,
  evalFeeds,
  evalInjection,
  evalPages,
  evalPairs,
  evalUrls,
  type Evaluation,
} from '#scout/evaluation';
import { evalCharsets, evalGuard, evalRobots, type EvalReport } from '#scout/providers';

/** Verdicts of the fetch guard in the shape that is printed. */
function verdicts(kind: string, report: EvalReport): Evaluation {
  return {
    kind,
    cases: report.cases,
    lines: [
      ...report.overBlocked.map((miss) => ({ ...miss, miss: 'over-blocked' })),
      ...report.letThrough.map((miss) => ({ ...miss, miss: 'let through' })),
    ],
    totals: {
      asExpected: report.asExpected,
      overBlocked: report.overBlocked.length,
      letThrough: report.letThrough.length,
      skipped: report.skipped,
    },
  };
}

const KINDS: Readonly<Record<string, (path: string) => Promise<Evaluation>>> = {
  pages: evalPages,
  articles: evalArticles,
  dates: evalDates,
  feeds: evalFeeds,
  calendars: evalCalendars,
  pairs: evalPairs,
  injection: evalInjection,
  urls: evalUrls,
  guard: async (path) => verdicts('guard', await evalGuard(path)),
  robots: async (path) => verdicts('robots', await evalRobots(path)),
  charsets: async (path) => verdicts('charsets', await evalCharsets(path)),
};

const USAGE_EXIT = 2;

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const [kind = '', path = ''] = args.filter((arg) => !arg.startsWith('--'));
  const evaluate = KINDS[kind];
  if (evaluate === undefined || path === '') {
    process.stderr.write(`Usage: npm run eval -- KIND PATH [--json]\nKinds: ${Object.keys(KINDS).join(', ')}\n`);
    return USAGE_EXIT;
  }
  const { lines, totals, cases } = await evaluate(path);
  if (json) {
    for (const line of lines) process.stdout.write(`${JSON.stringify({ type: 'case', ...line })}\n`);
    process.stdout.write(`${JSON.stringify({ type: 'result', kind, cases, ...totals })}\n`);
    return 0;
  }
  for (const line of lines)
    process.stdout.write(
      `${Object.entries(line)
        .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join('  ')}\n`,
    );
  process.stdout.write(
    `\n${kind}: ${String(cases)} cases\n${Object.entries(totals)
      .map(([key, value]) => `  ${key}: ${String(value)}`)
      .join('\n')}\n`,
  );
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
