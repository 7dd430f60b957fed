import { z } from 'zod';
import { canonicalUrl } from '../domain/index.js';
import type { PhaseContext } from '../phases/phase.js';
import { documentBlock } from '../prompts/data-blocks.js';
import type { ToolCall, ToolSpec } from '../providers/index.js';
import type { ReadPage } from '../reading/index.js';
import { archivedText, readPage } from '../reading/index.js';

const searchInput = z.object({ query: z.string() });
const readInput = z.object({ url: z.string() });

/** The two tools an agent has. Both only look; neither can change anything. */
export const AGENT_TOOLS: readonly ToolSpec[] = [
  {
    name: 'web_search',
    description: 'Searches the web. Returns titles, addresses and snippets; read a page before you rely on it.',
    inputSchema: searchInput,
  },
  {
    name: 'read_page',
    description: 'Reads one web page and returns its main text. Only pages read this way count as evidence.',
    inputSchema: readInput,
  },
];

const RESULTS_PER_SEARCH = 8;
/** Longest text of a page given to an agent. Characters. */
const PAGE_CHARS = 8_000;

export interface ToolResult {
  readonly id: string;
  readonly text: string;
  readonly isError: boolean;
}

/** What an agent has looked at: only pages in `read` count as evidence. Keyed by canonical URL. */
export class AgentMemory {
  private readonly pages = new Map<string, ReadPage>();
  /** Distinct pages read. */
  pagesRead = 0;
  /** Pages that could not be read, for whatever reason. */
  failedReads = 0;

  remember(page: ReadPage): void {
    if (this.pageAt(page.url) === null) this.pagesRead += 1;
    for (const url of [page.url, page.finalUrl]) this.pages.set(canonicalUrl(url) ?? url, page);
  }

  /** The page behind a URL that the agent names, or null when it never read it. */
  pageAt(url: string): ReadPage | null {
    return this.pages.get(canonicalUrl(url) ?? url) ?? null;
  }
}

type ToolContext = Pick<PhaseContext, 'durable' | 'region' | 'services'>;

async function search(context: ToolContext, agent: string, id: string, query: string): Promise<ToolResult> {
  const { search: engine, paid } = context.services;
  if (engine === null) return { id, text: 'Search is not available.', isError: true };
  const found = await paid.run(
    context.durable,
    `${agent}: search ${query}`,
    { region: context.region.slug, estimateMicroUsd: engine.costPerCallMicroUsd, input: { query } },
    (call, asked) => engine.search(asked.query, { count: RESULTS_PER_SEARCH }, call),
  );
  if (found.kind === 'skipped')
    return { id, text: 'The budget allows no more searches. Answer with what you know.', isError: true };
  if (found.value.length === 0) return { id, text: 'Nothing was found.', isError: false };
  const text = found.value.map(({ url, title, snippet }, index) =>
    documentBlock({ index, url, text: `${title}\n${snippet}` }),
  );
  return { id, text: text.join('\n'), isError: false };
}

async function read(
  context: ToolContext,
  agent: string,
  id: string,
  url: string,
  memory: AgentMemory,
): Promise<ToolResult> {
  const page = await readPage(context, `${agent}: read ${url}`, url);
  if (page.kind === 'unreadable') {
    memory.failedReads += 1;
    return { id, text: `This page can't be read: ${page.reason}.`, isError: true };
  }
  memory.remember(page);
  const mainText = await archivedText(context, page.archiveId);
  return {
    id,
    text: documentBlock({ index: 0, url: page.finalUrl, text: mainText.slice(0, PAGE_CHARS) }),
    isError: false,
  };
}

/** Carries out one tool call; what the agent got wrong is told to it as the tool's error. */
export async function useTool(
  context: ToolContext,
  agent: string,
  call: ToolCall,
  memory: AgentMemory,
): Promise<ToolResult> {
  const { id, name, input } = call;
  if (name === 'web_search') {
    const parsed = searchInput.safeParse(input);
    if (parsed.success && parsed.data.query.trim() !== '') return search(context, agent, id, parsed.data.query.trim());
    return { id, text: 'web_search needs a "query".', isError: true };
  }
  if (name === 'read_page') {
    const parsed = readInput.safeParse(input);
    const url = parsed.success ? canonicalUrl(parsed.data.url) : null;
    if (url !== null) return read(context, agent, id, url, memory);
    return { id, text: 'read_page needs a "url" that begins with http:// or https://.', isError: true };
  }
  return { id, text: `There is no tool "${name}".`, isError: true };
}
