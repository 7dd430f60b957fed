import { jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openApiLab, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

const FOLDER = join(process.cwd(), '../shared/data/adversarial');
const CASES = join(FOLDER, 'graphql-abuse.json');
const NAMES = {
  rootField: 'signals',
  leaf: 'totalCount',
  childField: 'pageInfo',
  backField: 'pageInfo',
  Type: 'SignalConnection',
  ChildType: 'PageInfo',
  arg: 'region',
  mutationField: 'createScoutTask',
  FilterInput: 'SignalFilter',
};

interface AbuseCase {
  readonly id: string;
  readonly name: string;
  readonly category: string;
}
interface Expanded {
  readonly body?: string;
  readonly http?: {
    readonly method: string;
    readonly contentType: string;
    readonly form?: Record<string, string>;
    readonly body?: string;
  };
}
interface Reply {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly elapsedMs: number;
}

describe('abusive requests', () => {
  let lab: ApiLab;
  beforeAll(async () => {
    lab = await openApiLab({ NODE_ENV: 'production' });
  }, 60_000);
  afterAll(() => lab.close());

  const send = async (
    body: string,
    contentType = 'application/json',
    who: 'viewer' | 'nobody' = 'viewer',
  ): Promise<Reply> => {
    const from = performance.now();
    const headers = {
      'content-type': contentType,
      ...(who === 'viewer' ? { authorization: 'Bearer viewer-token-for-tests' } : {}),
    };
    const post = () => fetch(`${lab.url}/graphql`, { method: 'POST', headers, body });
    // A kept connection may be closed while the next request is on its way: HTTP lets clients send it again.
    const response = await post().catch((error: unknown) => {
      if (((error as Error).cause as { code?: string } | undefined)?.code !== 'ECONNRESET') throw error;
      return post();
    });
    const text = await response.text();
    const parsed = text.startsWith('{') ? (JSON.parse(text) as { errors?: Reply['errors'] }) : {};
    return { status: response.status, text, errors: parsed.errors ?? [], elapsedMs: performance.now() - from };
  };
  const ask = (query: string) => send(JSON.stringify({ query }));

  it('that go too deep are refused, fragments counted each time they are used', async () => {
    const spread = (levels: number): string =>
      levels === 0 ? 'id' : `respondsTo { signal { ${spread(levels - 1)} } }`;
    expect((await ask(`{ signal(id: "x") { ${spread(10)} } }`)).errors[0]?.extensions?.code).toBe('REQUEST_TOO_BIG');
    const fragments = Array.from(
      { length: 10 },
      (_, i) => `fragment f${String(i)} on Signal { respondsTo { signal { ...f${String(i + 1)} } } }`,
    ).join(' ');
    expect(
      (await ask(`{ signal(id: "x") { ...f0 } } ${fragments} fragment f10 on Signal { id }`)).errors[0]?.extensions
        ?.code,
    ).toBe('REQUEST_TOO_BIG');
  });

  it('that ask for pages within pages within pages are refused by cost', async () => {
    const query =
      '{ scoutRuns(first: 100) { edges { node { steps(first: 100) { edges { node { key name status attempts epoch costMicroUsd } } } events(first: 100) { edges { node { seq type data at } } } } } } }';
    expect((await ask(query)).errors[0]?.extensions?.code).toBe('REQUEST_TOO_BIG');
  });

  it('by fragments that double at each level end in bounded time', async () => {
    const doubling = Array.from(
      { length: 25 },
      (_, i) =>
        `fragment f${String(i)} on Situation { a${String(i)}: signals { situations { ...f${String(i + 1)} } } b${String(i)}: signals { situations { ...f${String(i + 1)} } } }`,
    ).join(' ');
    const reply = await ask(`{ situation(id: "x") { ...f0 } } ${doubling} fragment f25 on Situation { id }`);
    expect(reply.errors[0]?.extensions?.code).toBe('REQUEST_TOO_BIG');
    expect(reply.elapsedMs).toBeLessThan(5_000);
  });

  it('in batches are refused', async () => {
    const reply = await send(JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]));
    expect(reply.status).toBe(400);
  });

  it('for the schema are refused to all but operators in production', async () => {
    expect((await ask('{ __schema { types { name } } }')).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await lab.ask('operator', '{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  it('with texts that no store can hold are refused before they reach one', async () => {
    expect((await ask('{ scoutRun(id: "a\\u0000b") { id } }')).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const variables = await lab.ask('viewer', 'query ($id: ID!) { scoutRun(id: $id) { id } }', { id: 'a\u0000b' });
    expect(variables.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each([-1, 0])('for pages of %i items are refused', async (first) => {
    expect(
      (await ask(`{ signals(region: "x", first: ${String(first)}) { totalCount } }`)).errors[0]?.extensions?.code,
    ).toBe('BAD_USER_INPUT');
  });

  const recorded = existsSync(CASES) ? (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: AbuseCase[] }).cases : [];
  (recorded.length > 0 ? it : it.skip)(
    'of the recorded collection are answered in bounded time, without a failure of ours',
    async () => {
      const { expand } = (await import(pathToFileURL(join(FOLDER, 'expand-graphql.mjs')).href)) as {
        expand: (c: AbuseCase, names: Record<string, string>) => Expanded;
      };
      const bad: string[] = [];
      for (const abuse of recorded) {
        const { body, http } = expand(abuse, NAMES);
        const reply = await send(
          http === undefined ? (body ?? '') : (http.body ?? new URLSearchParams(http.form).toString()),
          http?.contentType,
        );
        const ours =
          reply.status >= 500 || reply.errors.some((error) => error.extensions?.code === 'INTERNAL_SERVER_ERROR');
        if (ours || reply.elapsedMs > 5_000 || reply.text.length > 200_000)
          bad.push(
            `${abuse.id} ${abuse.name}: ${String(reply.status)} in ${reply.elapsedMs.toFixed(0)} ms, ${String(reply.text.length)} characters: ${reply.text.slice(0, 200)}`,
          );
        if (/at .*\.js:\d+|node_modules|Did you mean/.test(reply.text))
          bad.push(`${abuse.id} ${abuse.name} leaks: ${reply.text.slice(0, 200)}`);
      }
      expect(bad).toEqual([]);
    },
  );
});
