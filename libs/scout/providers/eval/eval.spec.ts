import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { evalCharsets } from './charsets.js';
import { evalGuard } from './guard.js';
import { evalRobots } from './robots.js';

/** Labelled inputs live beside the repository; where they are absent these tests are skipped, by name. */
const data = join(process.cwd(), '..', 'shared', 'data', 'adversarial');
const withData = existsSync(data) ? describe : describe.skip;

withData('labelled inputs (skipped where ../shared/data is absent)', () => {
  it('the guard refuses every URL it must refuse and no other', async () => {
    const result = await evalGuard(join(data, 'ssrf.json'));
    expect(result.letThrough).toEqual([]);
    expect(result.overBlocked).toEqual([]);
    expect(result.cases).toBeGreaterThan(400);
  }, 60_000);
  it('robots rules decide as RFC 9309 says', async () => {
    const result = await evalRobots(join(data, 'robots.json'));
    expect([...result.letThrough, ...result.overBlocked]).toEqual([]);
    expect(result.cases).toBeGreaterThan(100);
  });
  it('charsets are found as browsers find them', async () => {
    const result = await evalCharsets(join(data, 'charset'));
    // Chinese text that declares nothing would need a statistical detector.
    expect(result.overBlocked.map((miss) => miss.id)).toEqual(['h5-test_big5.txt']);
  });
});
