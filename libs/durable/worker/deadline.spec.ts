import { setTimeout as delay } from 'node:timers/promises';
import { Cancelled } from '../errors.js';
import { Deadline } from './deadline.js';
import { RunControl } from './run-control.js';

const never = new Promise<never>(() => undefined);

describe('the deadline of an attempt', () => {
  it('lets work end in time, and what is stored after it take longer', async () => {
    const deadline = new Deadline(new RunControl(), 20, 'page');
    await expect(deadline.limit(Promise.resolve('read'))).resolves.toBe('read');
    deadline.met();
    await delay(40);
    expect([deadline.passed, deadline.signal.aborted]).toEqual([false, false]);
    deadline.end();
  });

  it('ends work that does not listen when its time is up', async () => {
    const deadline = new Deadline(new RunControl(), 10, 'page');
    await expect(deadline.limit(never)).rejects.toThrow('The step "page" took longer than 10 ms.');
    expect(deadline.passed).toBe(true);
    deadline.end();
  });

  it('begins its time anew', async () => {
    const deadline = new Deadline(new RunControl(), 200, 'page');
    await delay(120);
    deadline.begin();
    await delay(120);
    expect(deadline.passed).toBe(false);
    deadline.end();
  });

  it('is stopped with its run, whether its signal was asked for before, after, or never', async () => {
    const control = new RunControl();
    const asked = new Deadline(control, 10_000, 'asked');
    const { signal } = asked;
    const unasked = new Deadline(control, 10_000, 'unasked');
    const stopped = Promise.all([asked, unasked].map((one) => expect(one.limit(never)).rejects.toThrow(Cancelled)));
    control.cancel();
    control.cutShort();
    await stopped;
    expect(signal.reason).toBe(control.reason);
    expect([unasked.signal.aborted, unasked.signal.reason, unasked.passed]).toEqual([true, control.reason, false]);
    const late = new Deadline(control, 10_000, 'late');
    await expect(late.limit(never)).rejects.toThrow(Cancelled);
    for (const one of [asked, unasked, late]) one.end();
  });

  it('hears nothing of its run after its end', () => {
    const control = new RunControl();
    const deadline = new Deadline(control, 10_000, 'page');
    deadline.end();
    control.cancel();
    control.cutShort();
    expect(deadline.signal.aborted).toBe(false);
  });
});
