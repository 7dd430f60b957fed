import { jest } from '@jest/globals';
import { DurableClient, type RunId } from '#durable';
import { fullRunFlow, PHASES } from '#scout/phases';
import { workflowQueues } from '#scout/runs';
import { openApiLab, until, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(90_000);

const REGION = {
  slug: 'board-town-wi',
  name: 'Board Town, WI',
  center: { latitude: 44, longitude: -90 },
  radiusKm: 10,
  timeZone: 'America/Chicago',
  geoTerms: ['Board Town'],
};

/** A full run that nobody works on: its jobs lie in Redis for the board to show. */
async function waitingRun(lab: ApiLab, id: string): Promise<void> {
  const input = { region: { ...REGION, center: { ...REGION.center } }, now: new Date().toISOString() };
  const durable = lab.app.get(DurableClient);
  await durable.startFlow(fullRunFlow({ id: id as RunId, input }));
  await until(
    async () => (await durable.queue('bootstrap').getJob(`${id}-bootstrap.d1`)) !== undefined,
    20_000,
    'the run was not dispatched',
  );
}

async function change(lab: ApiLab, path: string): Promise<Response> {
  return fetch(new URL(path, lab.url), {
    method: 'PUT',
    headers: { authorization: 'Bearer operator-token-for-tests' },
  });
}

describe('the queue board', () => {
  let lab: ApiLab;
  beforeAll(async () => {
    lab = await openApiLab();
    await waitingRun(lab, 'board-town-wi-1');
  });
  afterAll(() => lab.close());

  it('is for operators', async () => {
    expect((await lab.get('nobody', '/queues/api/queues')).status).toBe(401);
    expect((await lab.get('viewer', '/queues/api/queues')).status).toBe(403);
    expect((await lab.get('operator', '/queues')).status).toBe(200);
  });

  it('lets a browser load nothing from elsewhere', async () => {
    const page = await lab.get('operator', '/queues');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
  });

  it('shows the queue of every workflow', async () => {
    const { queues } = (await (await lab.get('operator', '/queues/api/queues')).json()) as {
      queues: { name: string }[];
    };
    expect(queues.map(({ name }) => name).sort()).toEqual([...new Set(Object.values(workflowQueues()))].sort());
  });

  it('links the jobs of a full run as one tree, from whichever one looks', async () => {
    const answer = await lab.get('operator', '/queues/api/queues/bootstrap/board-town-wi-1-bootstrap.d1/flow');
    const text = await answer.text();
    expect(answer.status).toBe(200);
    for (const { phase } of PHASES) expect(text).toContain(`board-town-wi-1-${phase.replaceAll('_', '-')}.d1`);
  });

  it('can delete a job, which sends it again and starts nothing that waits for it', async () => {
    const durable = lab.app.get(DurableClient);
    const path = '/queues/api/queues/bootstrap/board-town-wi-1-bootstrap.d1/clean';
    expect((await change(lab, path)).status).toBeLessThan(300);
    await until(
      async () => (await durable.queue('bootstrap').getJob('board-town-wi-1-bootstrap.d2')) !== undefined,
      60_000,
      'the deleted job was not sent again',
    );
    expect((await durable.get('board-town-wi-1-actor-discovery' as RunId))?.status).toBe('queued');
  });
});

describe('the queue board in production', () => {
  let lab: ApiLab;
  beforeAll(async () => {
    lab = await openApiLab({ NODE_ENV: 'production' });
    await waitingRun(lab, 'board-town-wi-2');
  });
  afterAll(() => lab.close());

  it.each([
    'bootstrap/board-town-wi-2-bootstrap.d1/clean',
    'bootstrap/pause',
    'bootstrap/empty',
    'bootstrap/obliterate',
    'pause',
  ])('changes nothing: %s', async (path) => {
    await change(lab, `/queues/api/queues/${path}`);
    const queue = lab.app.get(DurableClient).queue('bootstrap');
    expect(await queue.isPaused()).toBe(false);
    expect(await (await queue.getJob('board-town-wi-2-bootstrap.d1'))?.getState()).toBe('waiting');
  });
});
