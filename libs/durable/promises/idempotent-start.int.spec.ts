import { openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId } from '../index.js';

const id = (text: string) => text as RunId;

describe('a request that is sent twice starts one run', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: { any: 'nobody', part: 'nobody' } });
  });
  afterAll(() => lab.close());
  const spec = { workflow: 'any', input: { a: 1, b: 2 }, idempotencyKey: 'key-1' };

  it('gives the same run for the same key and input, whatever the order of its fields', async () => {
    const first = await lab.client.start({ ...spec, id: id('idem-1') });
    const second = await lab.client.start({ ...spec, id: id('idem-2'), input: { b: 2, a: 1 } });
    expect([first.created, second.created, second.run.id]).toEqual([true, false, 'idem-1']);
  });
  it('refuses the same key for another input', async () => {
    await expect(lab.client.start({ ...spec, id: id('idem-3'), input: { a: 2 } })).rejects.toMatchObject({
      name: 'Refusal',
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(await lab.client.get(id('idem-3'))).toBeNull();
  });
  it('starts one run of twenty simultaneous requests, with its whole flow', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        lab.client.startFlow({
          ...spec,
          id: id(`many-${n}x`),
          idempotencyKey: 'key-2',
          children: [{ id: id(`many-${n}x-part`), workflow: 'part', input: null }],
        }),
      ),
    );
    expect(results.filter((result) => result.created)).toHaveLength(1);
    expect(new Set(results.map((result) => result.run.id)).size).toBe(1);
    expect((await lab.pool.query(`SELECT count(*)::int AS n FROM durable.run WHERE id LIKE 'many-%'`)).rows).toEqual([
      { n: 2 },
    ]);
  });
  it('refuses an id that is taken, an id BullMQ could not hold, and an unknown workflow', async () => {
    await expect(lab.client.start({ id: id('idem-1'), workflow: 'any', input: null })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
    });
    await expect(lab.client.start({ id: id('12345'), workflow: 'any', input: null })).rejects.toMatchObject({
      code: 'BAD_RUN_ID',
    });
    await expect(lab.client.start({ id: id('ok-1'), workflow: 'nope', input: null })).rejects.toMatchObject({
      code: 'UNKNOWN_WORKFLOW',
      unblocks: expect.stringContaining('any'),
    });
  });
});
