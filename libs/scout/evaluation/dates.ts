import { z } from 'zod';
import { resolveDate } from '../extraction/index.js';
import { inputJson } from './labelled-files.js';
import type { Evaluation } from './report.js';

const UNKNOWN_REFERENCE = '2016-11-07T00:00:00';

const schema = z.array(
  z.object({
    input: z.string(),
    /** Sentences without one hold no relative date. */
    reference: z.string().nullable(),
    results: z.array(
      z.object({
        text: z.string(),
        type: z.string(),
        values: z.array(
          z.object({ value: z.string().optional(), start: z.string().optional(), end: z.string().optional() }).loose(),
        ),
      }),
    ),
  }),
);

/** Sentences with a reference time against the date or time they mean; spans count by their start. */
export async function evalDates(file: string): Promise<Evaluation> {
  const cases = schema.parse(await inputJson(file));
  const missed: Record<string, unknown>[] = [];
  let asked = 0;
  let right = 0;
  const byType = new Map<string, { asked: number; right: number }>();
  for (const { input, reference, results } of cases) {
    const [expected] = results;
    const values = expected?.values.flatMap(({ value, start }) => value ?? start ?? []) ?? [];
    if (expected === undefined || values.length === 0) continue;
    const kind = expected.type.replace('datetimeV2.', '');
    const tally = byType.get(kind) ?? { asked: 0, right: 0 };
    byType.set(kind, tally);
    asked += 1;
    tally.asked += 1;
    const got = resolveDate(input, { at: new Date(`${reference ?? UNKNOWN_REFERENCE}Z`), timeZone: 'UTC' });
    if (got !== null && values.some((value) => means(got.startsAt, value))) {
      right += 1;
      tally.right += 1;
    } else missed.push({ input, expected: values, got: got?.startsAt ?? null });
  }
  const totals = Object.fromEntries(
    [...byType].map(([kind, tally]) => [kind, `${String(tally.right)}/${String(tally.asked)}`]),
  );
  return {
    kind: 'dates',
    cases: asked,
    lines: missed,
    totals: { resolved: Math.round((right / Math.max(1, asked)) * 10_000) / 10_000, right, ...totals },
  };
}

/** A date matches by its day, a time by its clock, a moment by both. */
function means(got: string, expected: string): boolean {
  const value = expected.trim().replace(' ', 'T');
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return got.startsWith(value);
  if (/^\d{2}:\d{2}/.test(value)) return got.slice(11, 16) === value.slice(0, 5);
  return got.slice(0, 16) === value.slice(0, 16);
}
