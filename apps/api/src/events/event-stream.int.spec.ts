import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RegionRepository } from '#graph';
import { openApiLab, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

interface StreamedEvent {
  readonly id: string;
  readonly type: string;
  readonly runId: string;
  readonly region: string;
}

describe('the live stream', () => {
  let lab: ApiLab;
  const region = `events-${randomUUID().slice(0, 8)}-tx`;
  beforeAll(async () => {
    lab = await openApiLab();
    await lab.app.get(RegionRepository).upsert({
      slug: region,
      name: region,
      center: { latitude: 30, longitude: -97 },
      radiusKm: 10,
      timeZone: 'America/Chicago',
      geoTerms: [],
    });
  }, 60_000);
  afterAll(() => lab.close());

  /** Reads a stream until it has `count` events. */
  const read = async (path: string, count: number, headers: Record<string, string> = {}): Promise<StreamedEvent[]> => {
    const response = await lab.get('viewer', path, headers);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events: StreamedEvent[] = [];
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        const id = /^id: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) events.push({ ...(JSON.parse(data) as StreamedEvent), id: id ?? '' });
      }
      if (events.length >= count) break;
    }
    return events.slice(0, count);
  };
  const start = async () => {
    const { data } = await lab.ask<{ runScout: { run: { id: string } } }>(
      'operator',
      `mutation { runScout(query: "${region}") { success message run { id } } }`,
    );
    return data?.runScout.run.id ?? '';
  };

  it('tells what happens to a run from its beginning, and continues behind the last event that was seen', async () => {
    const run = await start();
    const first = await read(`/events?run=${run}`, 7);
    expect(new Set(first.map((event) => event.type))).toEqual(new Set(['run.queued']));
    const third = first[2];
    const replayed = await read(`/events?run=${run}`, 4, { 'last-event-id': third?.id ?? '' });
    expect(replayed).toEqual(first.slice(3));
  });

  it('of a region tells what happens from now on', async () => {
    const listening = read(`/events?region=${region}`, 1);
    await lab.ask('operator', `mutation { stopScout(query: "${region}") { success } }`);
    await lab.ask('operator', `mutation { resetScoutStatus(query: "${region}") { success } }`);
    await start();
    expect((await listening)[0]?.region).toBe(region);
  });

  it('is for viewers, and says what is wrong with a request', async () => {
    expect((await lab.get('nobody', '/events')).status).toBe(401);
    expect((await lab.get('viewer', '/events?run=no-such-run')).status).toBe(404);
    expect((await lab.get('viewer', '/events', { 'last-event-id': 'x' })).status).toBe(400);
  });
});
