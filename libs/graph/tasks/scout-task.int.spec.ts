import type { GraphDatabase } from '../database/graph-database.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { ScoutTaskRepository } from './scout-task.repository.js';
import type { NewScoutTask } from './scout-task.repository.js';

describe('scout tasks', () => {
  let db: GraphDatabase;
  const region = testRegion('tasks');
  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  afterAll(async () => {
    await clearRegion(db, region);
    await db.close();
  });

  it('a beacon of one cell is one task; the highest priority comes first', async () => {
    const tasks = new ScoutTaskRepository(db);
    const beacon = (key: string, priority: number): NewScoutTask => ({
      key,
      source: 'beacon',
      query: 'East Austin',
      center: { latitude: 30.26, longitude: -97.7 },
      radiusKm: 3,
      priority,
      reason: '3 live signals in 7 days',
    });
    expect(await tasks.upsert(region, [beacon('9v6kp', 0.3), beacon('9v6kq', 0.5)])).toHaveLength(2);
    expect(await tasks.upsert(region, [beacon('9v6kp', 0.9)])).toEqual([]);
    const open = await tasks.list({ region, status: 'pending' });
    expect(open.map(({ key, priority }) => [key, priority])).toEqual([
      ['9v6kp', 0.9],
      ['9v6kq', 0.5],
    ]);
    expect(open[0]).toMatchObject({ ...beacon('9v6kp', 0.9), region, completedAt: null });
    expect(await tasks.complete([open[0]!.id, 'unknown'])).toBe(1);
    expect((await tasks.list({ region, status: 'completed' }))[0]?.completedAt).not.toBeNull();
    expect(await tasks.setStatus([open[1]!.id], 'running')).toBe(1);
    expect(await tasks.list({ region, status: 'pending' })).toEqual([]);
  });
});
