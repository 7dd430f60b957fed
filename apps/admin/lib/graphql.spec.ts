import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { jest } from '@jest/globals';
import { parse } from 'graphql';
import { request } from './graphql.js';

type Document = TypedDocumentNode<unknown, Record<string, never>>;
const READ = parse('query Me { me { name } }') as Document;
const CHANGE = parse('mutation Stop { stop { success } }') as Document;

describe('a request to the API', () => {
  let timeUp: AbortController;
  const fetched = jest.spyOn(globalThis, 'fetch');
  const limit = jest.spyOn(AbortSignal, 'timeout');

  beforeEach(() => {
    timeUp = new AbortController();
    limit.mockReset().mockReturnValue(timeUp.signal);
    fetched.mockReset();
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  const answers = (body: BodyInit, status = 200) => fetched.mockResolvedValue(new Response(body, { status }));
  const neverAnswers = () =>
    fetched.mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(init.signal?.reason as Error);
          });
        }),
    );

  it('gives back the data', async () => {
    answers('{"data":{"me":null}}');
    expect(await request(READ, {})).toEqual({ me: null });
  });

  it('says so when a read is not answered in time', async () => {
    neverAnswers();
    const asked = request(READ, {}, new AbortController().signal);
    timeUp.abort(new DOMException('time is up', 'TimeoutError'));
    await expect(asked).rejects.toMatchObject({ code: 'TIMED_OUT' });
    expect(limit).toHaveBeenCalledWith(30_000);
  });

  it('says that the API cannot be reached when the answer stops half way', async () => {
    answers(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"data":'));
          controller.error(new TypeError('network error'));
        },
      }),
    );
    await expect(request(READ, {})).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('gives no change a time limit', async () => {
    answers('{"data":{"stop":{"success":true}}}');
    await request(CHANGE, {});
    expect(limit).not.toHaveBeenCalled();
    timeUp.abort();
    expect(fetched.mock.lastCall?.[1]?.signal?.aborted).toBe(false);
  });

  it('lets whoever gave up the read know that it was given up', async () => {
    neverAnswers();
    const leaving = new AbortController();
    const asked = request(READ, {}, leaving.signal);
    leaving.abort(new Error('left the page'));
    await expect(asked).rejects.toThrow('left the page');
  });

  it('gives the status of an answer that is no JSON', async () => {
    answers('<h1>Bad Gateway</h1>', 502);
    await expect(request(READ, {})).rejects.toMatchObject({ code: '502' });
  });
});
