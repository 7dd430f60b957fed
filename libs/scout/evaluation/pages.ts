import { join } from 'node:path';
import { z } from 'zod';
import type { SignalContent } from '#graph';
import { jaccard, normaliseTitle, QuotableText } from '../domain/index.js';
import { pageContent, structuredSignals } from '../extraction/index.js';
import { decodeBody } from '../providers/index.js';
import { inputBytes, inputJson } from './labelled-files.js';
import { quality, type Evaluation } from './report.js';

const meeting = z.object({
  index: z.number().int(),
  title: z.string().optional(),
  start: z.string().optional(),
  end: z.string().nullish(),
  location: z.object({ name: z.string().optional(), address: z.string().optional() }).partial().optional(),
  status: z.string().optional(),
});
const manifest = z.array(
  z.object({
    region: z.string(),
    file: z.string(),
    contentType: z.string(),
    url: z.string().nullish(),
    capturedOn: z.string().nullish(),
    meetingCount: z.number().nullish(),
    meetings: z.array(meeting).nullish(),
  }),
);
type Meeting = z.infer<typeof meeting>;
type Found = Pick<SignalContent, 'title' | 'startsAt' | 'endsAt' | 'locationName' | 'eventStatus'>;

/** Regions are given by their slug only; wall-clock times are compared, so any zone without its own offset will do. */
const ZONES: Readonly<Record<string, string>> = { 'detroit-mi': 'America/Detroit' };
const DEFAULT_ZONE = 'America/Chicago';
/** When a capture's day is not known its dates are read as of this one. */
const UNKNOWN_CAPTURE = '2019-06-01';

const wallClock = (iso: string | null): string | null => iso?.slice(0, 16) ?? null;
const like = (a: string, b: string): boolean => {
  const [left, right] = [normaliseTitle(a), normaliseTitle(b)];
  return left === right || left.includes(right) || right.includes(left) || jaccard(left, right) >= 0.5;
};

interface FieldCounts {
  right: number;
  found: number;
  expected: number;
}
const FIELDS = ['title', 'date', 'time', 'place', 'end'] as const;
type Field = (typeof FIELDS)[number];
type Tally = Record<Field, FieldCounts>;
const emptyTally = (): Tally =>
  Object.fromEntries(FIELDS.map((field) => [field, { right: 0, found: 0, expected: 0 }])) as Tally;

/** The found gathering that a true meeting is: same start, else same day, else like title; each one used once. */
function matchOf(truth: Meeting, pool: Found[], ordered: readonly Found[]): Found | undefined {
  const start = truth.start?.slice(0, 16);
  const titled = (found: Found): boolean => truth.title === undefined || like(found.title, truth.title);
  const candidates =
    start === undefined
      ? [...pool.filter(titled), ordered.at(truth.index)].filter((found) => found !== undefined)
      : [
          ...pool
            .filter((found) => wallClock(found.startsAt) === start)
            .toSorted((a, b) => Number(titled(b)) - Number(titled(a))),
          ...pool.filter((found) => found.startsAt?.slice(0, 10) === start.slice(0, 10)),
        ];
  return candidates[0];
}

function judge(tally: Tally, truth: Meeting, found: Found | undefined): void {
  const check = (
    field: Field,
    expected: string | null | undefined,
    given: string | null | undefined,
    same: (a: string, b: string) => boolean,
  ): void => {
    if (expected === null || expected === undefined || expected === '') return;
    tally[field].expected += 1;
    if (given === null || given === undefined) return;
    tally[field].found += 1;
    if (same(expected, given)) tally[field].right += 1;
  };
  const exactly = (a: string, b: string): boolean => a === b;
  check('title', truth.title, found?.title, like);
  check('date', truth.start?.slice(0, 10), found?.startsAt?.slice(0, 10), exactly);
  check('time', truth.start?.slice(11, 16), found?.startsAt?.slice(11, 16), exactly);
  check('end', truth.end?.slice(0, 16), wallClock(found?.endsAt ?? null), exactly);
  const place = [truth.location?.name, truth.location?.address]
    .filter((part) => part !== undefined && part !== '' && part !== 'TBD')
    .join(', ');
  check('place', place, found?.locationName, (a, b) => like(a, b) || sharesAddress(a, b));
}

/** The same house number and street word. */
function sharesAddress(a: string, b: string): boolean {
  const number = /\b\d{2,6}\b/.exec(a)?.[0];
  return number !== undefined && new RegExp(`\\b${number}\\b`).test(b);
}

/** Titles, dates, times and places of a corpus against what hand-written scrapers got of it; every page must be read without a crash. */
export async function evalPages(folder: string): Promise<Evaluation> {
  const pages = manifest.parse(await inputJson(join(folder, 'manifest.json')));
  const total = emptyTally();
  let crashed = 0;
  let gatherings = 0;
  let unquoted = 0;
  let truths = 0;
  let countRight = 0;
  let countFound = 0;
  let countExpected = 0;
  const lines: Record<string, unknown>[] = [];
  for (const page of pages) {
    const body = await inputBytes(join(folder, page.file));
    const fetchedAt = `${page.capturedOn ?? UNKNOWN_CAPTURE}T12:00:00Z`;
    const url = page.url ?? `https://corpus.invalid/${page.file}`;
    const started = performance.now();
    let found: Found[] = [];
    let text = new QuotableText('');
    try {
      const readable = {
        finalUrl: url,
        contentType: page.contentType,
        body,
        text: decodeBody(body, page.contentType).text,
        fetchedAt,
      };
      const content = await pageContent(readable);
      text = new QuotableText(content.mainText);
      const signals = structuredSignals(readable, content.mainText, {
        url,
        at: new Date(fetchedAt),
        timeZone: ZONES[page.region] ?? DEFAULT_ZONE,
      });
      unquoted += signals.filter(({ quote }) => text.locate(quote) === null).length;
      found = signals.filter(({ content: { type } }) => type === 'gathering').map(({ content: signal }) => signal);
    } catch (error) {
      crashed += 1;
      lines.push({ page: page.file, crashed: error instanceof Error ? error.message : String(error) });
    }
    gatherings += found.length;
    const pool = [...found];
    const tally = emptyTally();
    for (const truth of page.meetings ?? []) {
      const match = matchOf(truth, pool, found);
      for (const each of [tally, total]) judge(each, truth, match);
      truths += 1;
    }
    if (page.meetingCount != null) {
      countRight += Math.min(found.length, page.meetingCount);
      countFound += found.length;
      countExpected += page.meetingCount;
    }
    lines.push({
      page: page.file,
      gatherings: found.length,
      ...(page.meetingCount == null
        ? {}
        : {
            expected: page.meetingCount,
            missed: Math.max(0, page.meetingCount - found.length),
            invented: Math.max(0, found.length - page.meetingCount),
          }),
      ...Object.fromEntries(
        FIELDS.filter((field) => tally[field].expected > 0).map((field) => [
          field,
          `${String(tally[field].right)}/${String(tally[field].expected)}`,
        ]),
      ),
      ms: Math.round(performance.now() - started),
    });
  }
  const all = FIELDS.map((field) => total[field]);
  const sum = (key: keyof FieldCounts): number => all.reduce((count, field) => count + field[key], 0);
  const counts = quality(countRight, countFound, countExpected);
  return {
    kind: 'pages',
    cases: pages.length,
    lines,
    totals: {
      crashed,
      gatherings,
      unquoted,
      truths,
      ...Object.fromEntries(
        FIELDS.map((field) => [field, `${String(total[field].right)}/${String(total[field].expected)}`]),
      ),
      ...quality(sum('right'), sum('found'), sum('expected')),
      countPrecision: counts.precision,
      countRecall: counts.recall,
    },
  };
}
