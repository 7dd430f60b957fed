import { setTimeout as delay } from 'node:timers/promises';
import { TerminalError, type DurableContext, type RunId, type Workflow } from '#durable';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import { eachItem } from './each-item.js';

describe('a phase that a refused key ended', () => {
  let lab: Lab;
  let mended = false;
  const asked: string[] = [];
  const ask = (durable: DurableContext, name: string): Promise<string> =>
    durable.step(`ask: ${name}`, async () => {
      asked.push(name);
      if (!mended) throw new TerminalError('the key is refused', 'CREDENTIAL_REFUSED');
      return name;
    });
  const phase: Workflow = {
    name: 'phase',
    queue: 'phase',
    concurrency: 1,
    async run(durable) {
      const work = async (name: string): Promise<string> => {
        // This one reads two pages before it asks, as an agent does.
        if (name === 'c') {
          await durable.step('page 1: c', () => delay(300, null));
          await durable.step('page 2: c', () => delay(50, null));
        }
        return ask(durable, name);
      };
      const { done } = await eachItem(durable, ['a', 'b', 'c'], { atOnce: 3, name: (item) => item }, work);
      return done.length;
    },
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { phase: 'phase' } });
    await lab.worker([phase]);
  });
  afterAll(() => lab.close());

  it('asks again for all items that it refused side by side, once somebody has mended it', async () => {
    const id = 'p' as RunId;
    await lab.client.start({ id, workflow: 'phase', input: null });
    const ended = () => lab.until(id, (run) => run.finishedAt !== null || run.status === 'needs_attention');
    expect((await ended()).error).toMatchObject({ code: 'CREDENTIAL_REFUSED', step: 'ask: a' });
    mended = true;
    await lab.retry(id);
    expect((await ended()).output).toBe(3);
    expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });
});
