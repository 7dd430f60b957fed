import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { refusedAddress } from '../web/address-policy.js';
import { GuardedFetch } from '../web/guarded-fetch.js';
import { FETCH_LIMITS } from '../web/limits.js';
import { startStubWeb } from './stub-web.js';
import { report, type EvalReport, type Miss } from './verdict.js';

const guardFile = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      verdict: z.enum(['refuse', 'allow', 'refuse-after-redirect']),
      category: z.string(),
    }),
  ),
});

const PUBLIC = '93.184.215.14';

/**
 * Runs the fetch guard over labelled URLs (the shape of `data/adversarial/ssrf.json`). Names resolve to a public address,
 * those of category `dns-to-private` to loopback; hosts of category `redirect` redirect into loopback. No packet leaves
 * the machine. "Let through" also counts a refused case for which a connection to a non-public address was opened.
 */
export async function evalGuard(file: string): Promise<EvalReport> {
  const { cases } = guardFile.parse(JSON.parse(await readFile(file, 'utf8')));
  let category = '';
  const web = await startStubWeb(
    () => (category === 'dns-to-private' ? ['127.0.0.1'] : [PUBLIC]),
    (_request, response) => {
      if (category === 'redirect') response.writeHead(302, { location: 'http://127.0.0.1/' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    },
  );
  const guard = new GuardedFetch(
    { resolver: web.resolver, connector: web.connector, gatewayNetworks: null },
    FETCH_LIMITS,
  );
  const misses: Miss[] = [];
  try {
    for (const item of cases) {
      category = item.category;
      web.dials.length = 0;
      const outcome = await guard.get(item.url, {
        headers: {},
        signal: AbortSignal.timeout(10_000),
        gate: () => Promise.resolve({ go: true, release: () => Promise.resolve() }),
        wantsBody: () => true,
      });
      const badDial = web.dials.find((dial) => refusedAddress(dial.address) !== null);
      const got = outcome.kind === 'response' || badDial !== undefined ? 'allow' : 'refuse';
      if ((got === 'allow') !== (item.verdict === 'allow')) {
        const detail = outcome.kind === 'refused' ? `${outcome.reason}: ${outcome.detail}` : outcome.kind;
        misses.push({ id: item.id, input: item.url, expected: item.verdict, got: detail });
      }
    }
  } finally {
    await web.close();
  }
  return report(cases.length, misses, (expected) => expected !== 'allow');
}
