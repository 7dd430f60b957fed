import type { SearchEngine, SearchHit } from '../search/engine.js';
import type { Moment, TownClock } from '../world/clock.js';
import type { Provider, Reply, TownRequest } from './provider.js';
import { json, jsonObject, retryHeader } from './provider.js';

/** Serper's starter plan: 50 USD for 50 000 credits; a query of more than 10 results takes two. */
const CREDIT_MICRO_USD = 1_000;
const DEFAULT_RESULTS = 10;

const whole = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : fallback;

/** Google results as Serper gives them: `POST /search` and `/news` with `{ q, num }`. */
export function serper(engine: SearchEngine, clock: TownClock): Provider {
  const organic = (hit: SearchHit, position: number): object => ({
    title: hit.page.title,
    link: hit.page.url,
    snippet: hit.snippet,
    ...(hit.page.published === null ? {} : { date: hit.page.published.searchDate }),
    position,
  });
  const news = (hit: SearchHit, position: number): object => ({
    title: hit.page.title,
    link: hit.page.url,
    snippet: hit.snippet,
    ...(hit.page.published === null ? {} : { date: age(hit.page.published, clock) }),
    source: hit.page.site,
    position,
  });
  return {
    name: 'serper',
    operation: (request) => request.url.pathname.slice(1),
    answer: (request) => {
      const refused = refusal(request);
      if (refused !== null) return refused;
      const body = jsonObject(request);
      const query = body?.['q'];
      if (typeof query !== 'string' || query.trim() === '')
        return json(400, { message: 'Missing query parameter', statusCode: 400 });
      const type = request.url.pathname.slice(1);
      const count = whole(body?.['num'], DEFAULT_RESULTS);
      const hits = engine.search(query, { count, page: whole(body?.['page'], 1), news: type === 'news' });
      const credits = count > DEFAULT_RESULTS ? 2 : 1;
      const shown = hits.map((hit, index) => (type === 'news' ? news : organic)(hit, index + 1));
      const value = {
        searchParameters: { q: query, gl: 'us', hl: 'en', num: count, type },
        [type === 'news' ? 'news' : 'organic']: shown,
        credits,
      };
      return json(200, value, { billedMicroUsd: credits * CREDIT_MICRO_USD });
    },
    failure: (status, retryAfter) =>
      json(
        status,
        { message: status === 403 ? 'Unauthorized.' : 'Request failed', statusCode: status },
        { headers: retryHeader(retryAfter) },
      ),
  };
}

function refusal(request: TownRequest): Reply | null {
  const key = request.headers['x-api-key'];
  if (key === undefined || key === '' || key === 'invalid')
    return json(403, { message: 'Unauthorized.', statusCode: 403 });
  if (!['/search', '/news'].includes(request.url.pathname))
    return json(404, { message: `Cannot ${request.method} ${request.url.pathname}`, statusCode: 404 });
  return request.method === 'POST' ? null : json(405, { message: 'Send the query by POST.', statusCode: 405 });
}

function age(published: Moment, clock: TownClock): string {
  const days = Math.max(0, Math.round((clock.now.getTime() - published.instant.getTime()) / 86_400_000));
  if (days === 0) return 'today';
  return days === 1 ? '1 day ago' : `${days} days ago`;
}
