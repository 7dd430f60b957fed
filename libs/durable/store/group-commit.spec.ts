import { GroupCommit } from './group-commit.js';

describe('GroupCommit', () => {
  const recording = (answer: (items: readonly number[]) => Promise<readonly number[]>) => {
    const batches: number[][] = [];
    const group = new GroupCommit<number, number>(async (items) => {
      batches.push([...items]);
      return answer(items);
    });
    return { batches, group };
  };

  it('writes what comes in one turn together, and gives each its own result', async () => {
    const { batches, group } = recording(async (items) => items.map((n) => n * 10));
    expect(await Promise.all([1, 2, 3].map((n) => group.add(n)))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('has at most two writes under way; what comes meanwhile goes together with the next', async () => {
    let open = 0;
    let most = 0;
    const { batches, group } = recording(async (items) => {
      most = Math.max(most, (open += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return items;
    });
    const all: Promise<number>[] = [];
    for (let n = 0; n < 10; n += 1) {
      all.push(group.add(n));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(2);
    expect(batches.length).toBeLessThan(10);
  });

  it('fails all at once when the store is away: each alone would wait as long as all together did', async () => {
    const away = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const { batches, group } = recording(() => Promise.reject(away));
    const settled = await Promise.allSettled([1, 2, 3].map((n) => group.add(n)));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('lets a bad item fail alone', async () => {
    const { group } = recording(async (items) => {
      if (items.includes(2)) throw new Error('two');
      return items;
    });
    const settled = await Promise.allSettled([1, 2, 3].map((n) => group.add(n)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
