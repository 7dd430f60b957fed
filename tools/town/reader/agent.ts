import { terms } from '../search/bm25.js';
import type { Answer } from './answer.js';
import { documentsOf, type Prompt, type PromptItem } from './prompt.js';

const PAGES_PER_SEARCH = 2;
const QUERY_WORDS = 9;

const searches = (prompt: Prompt) => prompt.toolUses.filter(({ name }) => name === 'web_search');
const readings = (prompt: Prompt) => prompt.toolUses.filter(({ name }) => name === 'read_page');

/** Addresses that the last search gave and that were not read yet, best first. */
function unread(prompt: Prompt): string[] {
  const read = new Set(readings(prompt).map(({ input }) => String(input['url'])));
  const shown = documentsOf(searches(prompt).at(-1)?.result ?? '').map(({ url }) => url);
  const listed =
    shown.length > 0
      ? shown
      : [...(searches(prompt).at(-1)?.result ?? '').matchAll(/https?:\/\/[^\s"'<>)\]]+/g)].map(([url]) => url);
  return [...new Set(listed)].filter((url) => !read.has(url));
}

/** A search made of an item's own words and the region's name. */
export function ownWords(prompt: Prompt, item: PromptItem, extra: string): string {
  const name = prompt.region?.name ?? '';
  const known = new Set(terms(name));
  const words = [...new Set(terms(item.text))].filter((word) => !known.has(word) && !/^\d+$/.test(word));
  return [name, ...words.slice(0, QUERY_WORDS), extra].join(' ').trim();
}

/** What the pages say that it has read; snippets of search results do not count. */
export const pagesRead = (prompt: Prompt): readonly { readonly url: string; readonly text: string }[] =>
  readings(prompt).map(({ input, result }) => ({
    url: String(input['url']),
    text:
      documentsOf(result ?? '')
        .map(({ text }) => text)
        .join('\n') ||
      (result ?? ''),
  }));

/**
 * The next step of looking something up: the first search, reading its best results, a second search when the pages said nothing.
 * Null when it is time to answer.
 */
export function nextStep(prompt: Prompt, queries: readonly string[], found: boolean): Answer | null {
  if (!prompt.tools.includes('web_search') || !prompt.tools.includes('read_page') || found) return null;
  const searched = searches(prompt).length;
  const readSince = prompt.toolUses.slice(prompt.toolUses.findLastIndex(({ name }) => name === 'web_search') + 1);
  if (searched > 0 && readSince.length === 0) {
    const urls = unread(prompt).slice(0, PAGES_PER_SEARCH);
    if (urls.length > 0) return { kind: 'tools', calls: urls.map((url) => ({ name: 'read_page', input: { url } })) };
  }
  const query = queries[searched];
  return query === undefined ? null : { kind: 'tools', calls: [{ name: 'web_search', input: { query } }] };
}
