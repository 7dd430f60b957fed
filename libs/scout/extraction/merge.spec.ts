import { contentOf } from '../signals/index.js';
import type { FoundSignal, ReadFrom } from './found-signal.js';
import { mergeFound } from './merge.js';

const found = (readFrom: ReadFrom, content: Partial<FoundSignal['content']>): FoundSignal => ({
  content: contentOf({
    type: 'gathering',
    title: 'River cleanup',
    summary: 's',
    sourceUrl: 'https://a.test',
    ...content,
  }),
  quote: 'q',
  readFrom,
  author: null,
  organizations: [],
  resources: [],
  firstHand: true,
  certainty: 0.7,
});

describe('mergeFound', () => {
  it('lets structured data win on dates and places, and the model keep the rest', () => {
    const merged = mergeFound(
      [found('json_ld', { startsAt: '2026-06-14T09:00:00-05:00', locationName: 'Boat ramp', summary: 'machine' })],
      [
        found('llm', {
          title: 'The River Cleanup',
          startsAt: '2026-06-14T00:00:00-05:00',
          summary: 'told by the model',
        }),
      ],
      true,
    );
    expect(merged).toHaveLength(1);
    expect(merged[0]?.content).toMatchObject({
      startsAt: '2026-06-14T09:00:00-05:00',
      locationName: 'Boat ramp',
      summary: 'told by the model',
    });
  });
  it('keeps a cancellation that either of them saw', () => {
    const [merged] = mergeFound(
      [found('json_ld', { eventStatus: 'scheduled' })],
      [found('llm', { eventStatus: 'cancelled' })],
      true,
    );
    expect(merged?.content.eventStatus).toBe('cancelled');
  });
  it('keeps other days apart', () => {
    expect(
      mergeFound(
        [found('json_ld', { startsAt: '2026-06-21T09:00:00Z' })],
        [found('llm', { startsAt: '2026-06-14T09:00:00Z' })],
        true,
      ),
    ).toHaveLength(2);
  });
  it('adds listings and feed notices only where no model read the page', () => {
    const listed = found('listing', { title: 'Planted event' });
    expect(mergeFound([listed], [], true)).toEqual([]);
    expect(mergeFound([listed], [], false)).toEqual([listed]);
  });
});
