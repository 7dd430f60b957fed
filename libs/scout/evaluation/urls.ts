import { z } from 'zod';
import { canonicalUrl } from '../domain/index.js';
import { inputJson } from './labelled-files.js';
import type { Evaluation } from './report.js';

const schema = z.object({
  pairs: z.array(
    z.object({
      id: z.string(),
      a: z.string(),
      b: z.string(),
      expect: z.enum(['same', 'different']),
      level: z.string(),
    }),
  ),
});

/** Pairs of addresses against "same page" or not. Pairs marked `library-choice` are told apart: ours may decide otherwise. */
export async function evalUrls(file: string): Promise<Evaluation> {
  const { pairs } = schema.parse(await inputJson(file));
  const missed: Record<string, unknown>[] = [];
  const tally = { must: { asked: 0, right: 0 }, choice: { asked: 0, right: 0 } };
  let notOurs = 0;
  for (const { id, a, b, expect, level } of pairs) {
    const [left, right] = [canonicalUrl(a), canonicalUrl(b)];
    // Addresses that are no http(s) URLs are refused, not compared.
    if (left === null && right === null) {
      notOurs += 1;
      continue;
    }
    const verdict = left === right ? 'same' : 'different';
    const group = level === 'must' ? tally.must : tally.choice;
    group.asked += 1;
    if (verdict === expect) group.right += 1;
    else missed.push({ id, level, a, b, expected: expect, left, right });
  }
  return {
    kind: 'urls',
    cases: pairs.length,
    lines: missed,
    totals: {
      must: `${String(tally.must.right)}/${String(tally.must.asked)}`,
      libraryChoice: `${String(tally.choice.right)}/${String(tally.choice.asked)}`,
      refused: notOurs,
    },
  };
}
