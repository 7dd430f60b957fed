import { TerminalError } from '#durable';
import type { DurableContext } from '#durable';
import { brokenOff, eachItem } from './each-item.js';

describe('working through items', () => {
  const told: unknown[] = [];
  const durable = {
    event: (type: string, payload: unknown) => Promise.resolve(void told.push([type, payload])),
  } as unknown as DurableContext;
  beforeEach(() => told.splice(0));

  const work = (outcomes: readonly (Error | string)[]) =>
    eachItem(durable, outcomes, { atOnce: 2, name: String }, (one) =>
      one instanceof Error ? Promise.reject(one) : Promise.resolve(one),
    );

  it('goes on without the only item when it fails for a reason of its own', async () => {
    expect(await work([new TerminalError('an odd page', 'PROVIDER_REQUEST_REFUSED')])).toMatchObject({
      done: [],
      failed: [{ reason: 'an odd page' }],
    });
    expect(told).toHaveLength(1);
  });
  it.each(['CREDENTIAL_REFUSED', 'PROVIDER_SPEND_LIMIT', 'ECONNREFUSED', 'ServiceUnavailable'])(
    'fails on the only item when nothing can work: %s',
    async (code) => {
      await expect(work([new TerminalError('nothing works', code)])).rejects.toThrow('nothing works');
    },
  );
  it('ends with the run when the region was lost, though others had worked', async () => {
    await expect(work(['fine', new TerminalError('lost', 'REGION_LOST')])).rejects.toThrow('lost');
    expect(told).toEqual([]);
  });
  it('asks no other item after a refused key, and fails though others had worked', async () => {
    const asked: string[] = [];
    const refused = new TerminalError('key refused', 'CREDENTIAL_REFUSED');
    const worked = eachItem(durable, ['fine', 'bad', 'never'], { atOnce: 1, name: String }, (one) => {
      asked.push(one);
      return one === 'bad' ? Promise.reject(refused) : Promise.resolve(one);
    });
    await expect(worked).rejects.toBe(refused);
    expect(asked).toEqual(['fine', 'bad']);
    expect(told).toEqual([]);
  });
  it('says what broke off', () => {
    expect(brokenOff('weaving', [])).toEqual([]);
    expect(brokenOff('weaving', [{ reason: 'no answer' }, { reason: 'another' }])).toEqual([
      'weaving: 2 broke off, for example: no answer',
    ]);
  });
  it('fails when several were tried and none worked, and not when one did', async () => {
    await expect(work([new Error('first'), new Error('second')])).rejects.toThrow('first');
    expect(await work([new Error('first'), 'fine'])).toMatchObject({ done: [{ value: 'fine' }] });
  });
});
