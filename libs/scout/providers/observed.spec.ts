import { RetryableError, TerminalError } from '#durable';
import { LocalEmbedding } from './embedding/local.js';
import { observedEmbedding, observedSearch, outcomeOfError, type ProviderObserver } from './observed.js';
import { SerperSearch } from './search/serper.js';

const call = (signal = new AbortController().signal) => ({ signal, idempotencyKey: 'k', runId: 'r-1', step: 's' });

/** Keeps what it is told. */
function listener() {
  const told: object[] = [];
  const observer: ProviderObserver = {
    called: ({ seconds, ...rest }) => told.push({ ...rest, timed: seconds >= 0 }),
    paid: (bill) => told.push(bill),
    fetched: (page) => told.push(page),
  };
  return { told, observer };
}

describe('an observed provider', () => {
  it('answers as before, and tells how the call ended and what it cost', async () => {
    const { told, observer } = listener();
    const embedding = observedEmbedding(new LocalEmbedding(), 'local', observer);
    const { value } = await embedding.embed(['a creek'], 'query', call());
    expect(value[0]).toHaveLength(embedding.dimensions);
    expect(told).toEqual([
      { provider: 'local', operation: 'embed_query', outcome: 'ok', timed: true },
      { provider: 'local', operation: 'embed_query', microUsd: 0 },
    ]);
  });

  it('tells of a call that failed, and throws what was thrown', async () => {
    const { told, observer } = listener();
    const nobody = new SerperSearch({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', baggage: false });
    const search = observedSearch(nobody, 'serper', observer);
    await expect(search.search('creek', { count: 3 }, call())).rejects.toThrow(/Serper gave no usable answer/);
    expect(told).toEqual([{ provider: 'serper', operation: 'search_web', outcome: 'failed', timed: true }]);
  });

  it('tells a refusal, a failure and a cancellation apart', () => {
    const { signal } = new AbortController();
    expect(outcomeOfError(new TerminalError('no key'), signal)).toBe('refused');
    expect(outcomeOfError(new RetryableError('429'), signal)).toBe('failed');
    expect(outcomeOfError(new RetryableError('429'), AbortSignal.abort())).toBe('cancelled');
  });
});
