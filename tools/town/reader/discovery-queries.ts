import { terms } from '../search/bm25.js';
import { answered, type Reader } from './answer.js';

const MOST_QUERIES = 7;
const MOST_TOPICS = 5;
const WORDS = 6;

/** `discovery_queries`: for each problem shown, a search for who works on it, made of its own words. */
export const discoveryQueries: Reader = (prompt) => {
  const name = prompt.region?.name ?? '';
  const own = new Set(terms(name));
  const shown = prompt.items.filter(({ role }) => role === 'tension' || role === 'situation').slice(0, MOST_QUERIES);
  const words = shown.map((item) =>
    terms(item.text.split('\n')[0] ?? '')
      .filter((word) => !own.has(word))
      .slice(0, WORDS),
  );
  return answered({
    queries: shown.map((item, index) => ({
      query: [name, ...(words[index] ?? []), 'help volunteers'].join(' ').trim(),
      role: 'response',
      reason: `Nobody is known yet who works on: ${item.text.split('\n')[0] ?? ''}`,
      tension_id: item.role === 'tension' ? item.id : null,
    })),
    social_topics: [...new Set(words.map((list) => list.slice(0, 2).join(' ')))]
      .filter((topic) => topic !== '')
      .slice(0, MOST_TOPICS),
  });
};
