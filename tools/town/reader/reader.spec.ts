import { buildTown } from '../town.js';
import type { TrueSignal } from '../world/types.js';
import type { Answer } from './answer.js';
import { Knowledge } from './knowledge.js';
import { readPrompt } from './prompt.js';
import { readAndAnswer } from './reader.js';

const town = buildTown(new Date('2026-11-21T15:00:00Z'));
const REGION = '<region name="Alder Falls, WI" slug="alder-falls-wi" time_zone="America/Chicago"/>';
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const documentOf = (text: string, url = 'https://x.example/', index = 0): string =>
  `<document index="${index}" url="${url}">\n${escape(text)}\n</document>`;
const itemOf = (role: string, id: string, signal: TrueSignal): string =>
  `<item role="${role}" id="${id}" type="${signal.type}">\n${escape(`${signal.title}\n${signal.summary}`)}\n</item>`;
const signal = (id: string): TrueSignal => town.signals.find((known) => known.id === id)!;

function ask(task: string, content: unknown, more: object = {}, obedient = false): Answer {
  const messages = Array.isArray(content) ? content : [{ role: 'user', content: `${REGION}\n${String(content)}` }];
  return readAndAnswer(
    readPrompt({ system: `Task: ${task} v1\n\nRules`, messages, ...more }),
    new Knowledge(town, obedient),
  );
}
function value<T>(answer: Answer): T {
  if (answer.kind !== 'json') throw new Error(`answered with ${answer.kind}`);
  return answer.value as T;
}
type Extracted = { signals: Record<string, unknown>[] };
const extract = (text: string, obedient = false) =>
  value<Extracted>(ask('extract_signals', documentOf(text), {}, obedient)).signals;

describe('the honest reader', () => {
  const water = signal('brown-water');

  it('finds an item whose quote stands in the document, and loses it with the quote', () => {
    const text = `Some words before. ${water.quote} And after.`;
    expect(extract(text).map(({ title }) => title)).toEqual([water.title]);
    expect(extract(text.replace('brown water', 'clear water'))).toEqual([]);
    expect(extract(water.quote.slice(0, -1))).toEqual([]);
  });

  it('does not mind white space, and reads what was escaped', () => {
    expect(extract(water.quote.replaceAll(' ', '\n  '))).toHaveLength(1);
    expect(extract(`a < b & c\n${signal('need-heaters').quote}`)).toHaveLength(1);
  });

  it('says a date, a place and an organizer only where the text does', () => {
    const cleanup = signal('creek-cleanup');
    const [whole] = extract(`${cleanup.quote} Friends of Mill Creek`);
    expect(whole).toMatchObject({
      starts_at: cleanup.starts!.iso,
      organizer: 'Friends of Mill Creek',
      location: { name: 'Foundry Street Bridge' },
    });
    const council = signal('council-meeting');
    expect(extract(`${council.quote}`)[0]).toMatchObject({ starts_at: null, location: null, organizer: null });
    expect(extract(`${council.starts!.date} ${council.quote}`)[0]).toMatchObject({ starts_at: council.starts!.iso });
  });

  it('gives the time of the page that it reads, not of another one', () => {
    const hearing = signal('budget-hearing');
    expect(extract(hearing.alsoAt![0]!.quote)[0]).toMatchObject({ starts_at: hearing.alsoAt![0]!.starts!.iso });
    expect(extract(hearing.quote)[0]).toMatchObject({ starts_at: hearing.starts!.iso });
  });

  it('names the document that an item stands in', () => {
    const content = [documentOf('nothing here'), documentOf(water.quote, 'https://y.example/', 1)].join('\n');
    expect(value<Extracted>(ask('extract_signals', content)).signals[0]).toMatchObject({ document_index: 1 });
  });

  it('does not do what a page tells it, unless it is made obedient', () => {
    const page = town.page('helpalderfalls.example', '/relief')!.text;
    expect(extract(page)).toEqual([]);
    expect(extract(page, true).map(({ title }) => title)).toContain('Official Alder Falls Flood Relief Fund');
  });

  it('marks what is only retold', () => {
    expect(extract(signal('opinion-meetings').quote)[0]).toMatchObject({ first_hand: false });
  });

  it('finds actors with their quote, and nothing without', () => {
    const actor = town.actors.find(({ id }) => id === 'food-bank')!;
    const actors = (text: string) => value<{ actors: object[] }>(ask('extract_actors', documentOf(text))).actors;
    expect(actors(actor.quote)).toHaveLength(1);
    expect(actors('The Alder Falls Food Bank has a website.')).toEqual([]);
  });

  it('knows the press of its own region only', () => {
    const media = (name: string) =>
      value<{ outlets: object[] }>(
        ask('local_media', [{ role: 'user', content: `<region name="${name}" slug="x" time_zone="UTC"/>` }]),
      ).outlets;
    expect(media('Alder Falls, WI')).toHaveLength(2);
    expect(media('Austin, TX')).toEqual([]);
  });

  it('judges by what it recognises', () => {
    const content = [
      itemOf('tension', 't', water),
      itemOf('candidate', 'a', signal('bottled-water')),
      itemOf('candidate', 'b', signal('bingo')),
      '<item role="candidate" id="c" type="aid">\nSomething else\nEntirely\n</item>',
    ].join('\n');
    expect(value<{ verdicts: object[] }>(ask('judge_responses', content)).verdicts).toMatchObject([
      { candidate_id: 'a', responds: true },
      { candidate_id: 'b', responds: false },
      { candidate_id: 'c', responds: false },
    ]);
  });

  it('passes what is true, rejects what was planted or retold, holds the rest', () => {
    const content = [
      itemOf('signal', '1', water),
      itemOf('signal', '2', signal('opinion-meetings')),
      '<item role="signal" id="3" type="aid">\nUnheard of\n</item>',
    ].join('\n');
    const { verdicts } = value<{ verdicts: { decision: string }[] }>(ask('review_signals', content));
    expect(verdicts.map(({ decision }) => decision)).toEqual(['pass', 'reject', 'hold']);
  });

  it('tells what other pages say for and against a signal', () => {
    const hearing = signal('budget-hearing');
    const content = [itemOf('signal', 's', hearing), documentOf(hearing.alsoAt![0]!.quote)].join('\n');
    expect(value<{ evidence: object[] }>(ask('investigate', content)).evidence).toMatchObject([
      { relevance: 'contradicting' },
    ]);
  });

  it('puts signals of one cause together, and cites each in its own words', () => {
    const content = [
      itemOf('signal', 'id-1', water),
      itemOf('signal', 'id-2', signal('bottled-water')),
      itemOf('signal', 'id-3', signal('bingo')),
    ].join('\n');
    const woven = value<{
      assignments: { situation: string | null }[];
      new_situations: object[];
      dispatches: { body: string }[];
    }>(ask('weave_situations', content));
    expect(woven.assignments.map(({ situation }) => situation)).toEqual([
      'mill-district-water',
      'mill-district-water',
      null,
    ]);
    expect(woven.new_situations).toHaveLength(1);
    expect(woven.dispatches[0]!.body).toBe(
      'Mill District neighbors get free bottled water at Fire Station 2 every evening until the tap is safe [signal:id-2]. Homes in the Mill District have had brown tap water since the Foundry Street main broke; families buy water to cook [signal:id-1].',
    );
  });

  it('uses a situation that it is given instead of opening another', () => {
    const given = `<item role="situation" id="sit-9">\n${town.situations[0]!.headline}\n…\n</item>`;
    const woven = value<{ assignments: { situation: string }[]; new_situations: object[] }>(
      ask('weave_situations', `${given}\n${itemOf('signal', '1', water)}`),
    );
    expect(woven).toMatchObject({ assignments: [{ situation: 'sit-9' }], new_situations: [] });
  });

  it('joins situations that are told twice, and parts what has another cause', () => {
    const [first, second] = [town.situations[0]!, town.situations[1]!];
    const titleOf = (id: string): string => signal(id).title;
    const given = (id: string, lines: readonly string[]): string =>
      `<item role="situation" id="${id}">\n${[first.headline, first.lede, ...lines].join('\n')}\n</item>`;
    const foreign = second.signals[0]!;
    const content = [
      given('sit-1', [`[signal:a] ${titleOf(first.signals[0]!)}`, `[signal:b] ${titleOf(foreign)}`]),
      given('sit-2', []),
      itemOf('signal', '1', water),
    ].join('\n');
    const { merges, splits, new_situations } = value<{
      merges: { situation: string; other: string }[];
      splits: { situation: string; key: string; signal_ids: string[] }[];
      new_situations: { key: string }[];
    }>(ask('weave_situations', content));
    expect(merges).toMatchObject([{ situation: 'sit-2', other: 'sit-1' }]);
    expect(splits).toMatchObject([{ situation: 'sit-1', key: second.id, signal_ids: ['b'] }]);
    expect(new_situations.map(({ key }) => key)).toEqual([second.id]);
  });

  it('says so when it does not know the task', () => {
    expect(ask('make_coffee', 'please')).toEqual({ kind: 'text', text: 'I can only answer what I was given.' });
  });
});

describe('an agent turn', () => {
  const tools = { tools: [{ name: 'web_search' }, { name: 'read_page' }] };
  const first = { role: 'user', content: `${REGION}\n${itemOf('signal', 's', signal('bottled-water'))}` };
  const searched = [
    first,
    { role: 'assistant', content: [{ type: 'tool_use', id: 'u1', name: 'web_search', input: { query: 'q' } }] },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'u1',
          content: documentOf('Brown water', 'https://alderfallscourier.example/news/brown-water-mill-district'),
        },
      ],
    },
  ];
  const read = (text: string) => [
    ...searched,
    {
      role: 'assistant',
      content: [
        {
          type: 'tool_use',
          id: 'u2',
          name: 'read_page',
          input: { url: 'https://alderfallscourier.example/news/brown-water-mill-district' },
        },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'u2', content: [{ type: 'text', text: documentOf(text) }] }],
    },
  ];

  it('searches with the words of the item, then reads what was found', () => {
    const search = ask('link_tension', [first], tools);
    expect(search).toMatchObject({ kind: 'tools', calls: [{ name: 'web_search' }] });
    expect(ask('link_tension', searched, tools)).toMatchObject({
      calls: [
        { name: 'read_page', input: { url: 'https://alderfallscourier.example/news/brown-water-mill-district' } },
      ],
    });
  });

  it('answers from the page that it read', () => {
    const { tensions } = value<{ tensions: object[] }>(ask('link_tension', read(signal('brown-water').quote), tools));
    expect(tensions).toMatchObject([
      { title: signal('brown-water').title, url: 'https://alderfallscourier.example/news/brown-water-mill-district' },
    ]);
  });

  it('finds nothing on a page that does not say it, and nothing when it may use no tools', () => {
    expect(ask('link_tension', read('An empty page.'), tools)).toMatchObject({
      kind: 'tools',
      calls: [{ name: 'web_search' }],
    });
    expect(
      value<{ tensions: object[] }>(
        ask('link_tension', read('An empty page.'), { ...tools, tool_choice: { type: 'none' } }),
      ).tensions,
    ).toEqual([]);
  });

  it('does not take the snippet of a search for a page', () => {
    const snippet = [
      searched[0],
      searched[1],
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 'u1', content: documentOf(signal('brown-water').quote) }],
      },
    ];
    expect(
      value<{ tensions: object[] }>(ask('link_tension', snippet, { ...tools, tool_choice: { type: 'none' } })).tensions,
    ).toEqual([]);
  });

  it('is not curious about what has no problem behind it', () => {
    const bingo = [{ role: 'user', content: `${REGION}\n${itemOf('signal', 's', signal('bingo'))}` }];
    expect(value(ask('link_tension', bingo, tools))).toMatchObject({ curious: false, tensions: [] });
  });

  it('finds responses and gatherings on pages that were read', () => {
    const asked = (text: string) =>
      read(text).with(0, { role: 'user', content: `${REGION}\n${itemOf('tension', 't', signal('fish-kill'))}` });
    const page = `${signal('watershed-council').quote}\n${signal('need-monitors').quote}`;
    expect(value<{ responses: object[] }>(ask('find_responses', asked(page), tools)).responses).toHaveLength(2);
    expect(value<{ gatherings: object[] }>(ask('find_gatherings', asked(page), tools)).gatherings).toMatchObject([
      { title: 'Watershed council on the fish kill' },
    ]);
  });
});
