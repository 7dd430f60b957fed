import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { robotsRules } from '../web/robots.js';
import { report, type EvalReport, type Miss } from './verdict.js';

const robotsFile = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      robots: z.string(),
      agent: z.string().nullish(),
      url: z.string(),
      expect: z.enum(['allow', 'disallow', 'out-of-scope']),
      strict: z.boolean(),
    }),
  ),
});

/** Runs the robots rules over labelled decisions (the shape of `data/adversarial/robots.json`); leniencies of one crawler (`strict: false`) are skipped. */
export async function evalRobots(file: string): Promise<EvalReport> {
  const { cases } = robotsFile.parse(JSON.parse(await readFile(file, 'utf8')));
  const strict = cases.filter((item) => item.strict && item.expect !== 'out-of-scope');
  const misses: Miss[] = [];
  for (const item of strict) {
    const url = new URL(item.url, 'http://foo.bar');
    const rules = robotsRules(new URL('/robots.txt', url.origin).href, item.robots, item.agent ?? '*');
    const got = rules.verdict(url.href) === 'allowed' ? 'allow' : 'disallow';
    if (got !== item.expect)
      misses.push({ id: item.id, input: `${item.agent ?? '*'} ${item.url}`, expected: item.expect, got });
  }
  return report(strict.length, misses, (expected) => expected === 'disallow', cases.length - strict.length);
}
