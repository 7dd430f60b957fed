import { z } from 'zod';
import { resolveDate, writtenTime } from '../extraction/index.js';
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
          z
            .object({
              timex: z.string().optional(),
              value: z.string().optional(),
              start: z.string().optional(),
              end: z.string().optional(),
            })
            .loose(),
        ),
      }),
    ),
  }),
);

type Expected = z.infer<typeof schema>[number]['results'][number];

/** What such a text means when it names no day: lengths, zones and rules of recurrence, told by other readers or by none. */
const NO_DAY: ReadonlySet<string> = new Set(['duration', 'timezone']);
const TIMES: ReadonlySet<string> = new Set(['time', 'timerange']);
/** Written for what has no single meaning (`every Monday`, `30 February`). */
const UNRESOLVED = 'not resolved';
const SPAN_OF_DAYS = /,P\d+D\)$/;

/**
 * Whether it is the product's business. A week, month, quarter, season or year is no date: a signal's start is left open rather than set
 * to the first day of it. Lengths of time and zones are no dates either.
 */
function isInScope(kind: string, values: Expected['values']): boolean {
  if (kind !== 'daterange') return !NO_DAY.has(kind);
  return values.some(({ timex }) => SPAN_OF_DAYS.test(timex ?? ''));
}

/** Reads a sentence as the pipeline does: dates and moments by the date reader, times of day without a date by the time reader. */
function read(kind: string, input: string, at: Date): string | null {
  if (!TIMES.has(kind)) return resolveDate(input, { at, timeZone: 'UTC' })?.startsAt ?? null;
  const start = writtenTime(input)?.start;
  return start === undefined
    ? null
    : `${at.toISOString().slice(0, 10)}T${String(start.hour).padStart(2, '0')}:${String(start.minute).padStart(2, '0')}:00+00:00`;
}

/**
 * Sentences with a reference time against the date or time they mean; spans count by their start, and a text that resolves to nothing
 * must be read as nothing. `resolved` is of all sentences, `inScope` of those whose meaning the product wants.
 */
export async function evalDates(file: string): Promise<Evaluation> {
  const cases = schema.parse(await inputJson(file));
  const missed: Record<string, unknown>[] = [];
  const all = { asked: 0, right: 0 };
  const wanted = { asked: 0, right: 0 };
  const byType = new Map<string, { asked: number; right: number }>();
  for (const { input, reference, results } of cases) {
    const [expected] = results;
    const values = expected?.values.flatMap(({ value, start }) => value ?? start ?? []) ?? [];
    if (expected === undefined || values.length === 0) continue;
    const kind = expected.type.replace('datetimeV2.', '');
    const tally = byType.get(kind) ?? { asked: 0, right: 0 };
    byType.set(kind, tally);
    const inScope = isInScope(kind, expected.values);
    const tallies = inScope ? [all, tally, wanted] : [all, tally];
    const got = read(kind, input, new Date(`${reference ?? UNKNOWN_REFERENCE}Z`));
    const right = values.some((value) => (got === null ? value === UNRESOLVED : means(got, value)));
    for (const each of tallies) {
      each.asked += 1;
      if (right) each.right += 1;
    }
    if (!right) missed.push({ input, kind, inScope, expected: values, got });
  }
  const share = ({ asked, right }: typeof all): number => Math.round((right / Math.max(1, asked)) * 10_000) / 10_000;
  return {
    kind: 'dates',
    cases: all.asked,
    lines: missed,
    totals: {
      resolved: share(all),
      right: all.right,
      inScope: share(wanted),
      inScopeRight: `${String(wanted.right)}/${String(wanted.asked)}`,
      ...Object.fromEntries([...byType].map(([kind, { right, asked }]) => [kind, `${String(right)}/${String(asked)}`])),
    },
  };
}

/** A date matches by its day, a time by its clock, a moment by both. */
function means(got: string, expected: string): boolean {
  const value = expected.trim().replace(' ', 'T');
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return got.startsWith(value);
  if (/^\d{2}:\d{2}/.test(value)) return got.slice(11, 16) === value.slice(0, 5);
  return got.slice(0, 16) === value.slice(0, 16);
}
