import { z } from 'zod';
import { SERPER_CREDIT_MICRO_USD } from '../../budget/price-table.js';
import { requestJson, type JsonEndpoint } from '../http/json-request.js';
import type { CallContext, Metered, SearchPort, SearchResult } from '../ports.js';

const item = z.object({
  title: z.string(),
  link: z.string(),
  snippet: z.string().default(''),
  date: z.string().optional(),
  position: z.number().optional(),
});
const answer = z.object({
  organic: z.array(item).optional(),
  news: z.array(item).optional(),
  credits: z.number().optional(),
});

/** One credit buys up to 10 results, two up to 100 (used where the answer does not say). */
export const creditsFor = (count: number): number => (count > 10 ? 2 : 1);

/** Web and news search by Serper (Google's results). */
export class SerperSearch implements SearchPort {
  readonly costPerCallMicroUsd = SERPER_CREDIT_MICRO_USD;
  private readonly endpoint: JsonEndpoint;

  constructor(private readonly options: { apiKey: string; baseUrl: string; baggage: boolean }) {
    this.endpoint = {
      provider: 'Serper',
      credential: 'SERPER_API_KEY',
      headers: { 'x-api-key': options.apiKey },
      timeoutMs: 30_000,
      baggage: options.baggage,
    };
  }

  async search(
    query: string,
    options: { count: number; kind?: 'web' | 'news' },
    call: CallContext,
  ): Promise<Metered<SearchResult[]>> {
    const kind = options.kind ?? 'web';
    const url = `${this.options.baseUrl.replace(/\/$/, '')}/${kind === 'news' ? 'news' : 'search'}`;
    const found = await requestJson(
      this.endpoint,
      { method: 'POST', url, body: { q: query, num: options.count }, answer },
      call,
    );
    const items = (kind === 'news' ? found.news : found.organic) ?? [];
    const value = items.slice(0, options.count).map((result, index) => ({
      title: result.title,
      url: result.link,
      snippet: result.snippet,
      position: result.position ?? index + 1,
      date: result.date ?? null,
    }));
    const credits = found.credits ?? creditsFor(options.count);
    return {
      value,
      costMicroUsd: credits * SERPER_CREDIT_MICRO_USD,
      usage: { provider: 'serper', model: kind, operation: 'search', units: { credits, results: value.length } },
    };
  }
}
