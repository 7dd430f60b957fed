import { isRecord } from '../providers/provider.js';

export interface PromptDocument {
  readonly index: number;
  readonly url: string;
  readonly text: string;
}
export interface PromptItem {
  readonly role: string;
  readonly id: string;
  readonly type: string | null;
  readonly text: string;
}
export interface ToolUse {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the tool gave back; null while there is no result. */
  readonly result: string | null;
}

/** Everything a reader has in front of it. It knows nothing of a conversation but this. */
export interface Prompt {
  /** Name on the first line of the system prompt (`Task: extract_signals v1`), or null. */
  readonly task: string | null;
  /** All text that the user's side sent, tool results not included. */
  readonly userText: string;
  readonly region: { readonly name: string; readonly slug: string } | null;
  readonly documents: readonly PromptDocument[];
  readonly items: readonly PromptItem[];
  readonly toolUses: readonly ToolUse[];
  /** Names of the tools it may use now. */
  readonly tools: readonly string[];
}

/** Undoes the escaping of data blocks. `&amp;` last, so that `&amp;lt;` stays the text `&lt;`. */
const unescapeData = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

function attributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([a-z_]+)="([^"]*)"/g)].map((match) => [match[1] ?? '', unescapeData(match[2] ?? '')]),
  );
}

/** `<document index url>text</document>` blocks of a text. */
export function documentsOf(text: string): PromptDocument[] {
  return [...text.matchAll(/<document\s([^>]*)>\n?([\s\S]*?)\n?<\/document>/g)].map((match) => {
    const given = attributes(match[1] ?? '');
    return { index: Number(given.get('index')), url: given.get('url') ?? '', text: unescapeData(match[2] ?? '') };
  });
}

function itemsOf(text: string): PromptItem[] {
  return [...text.matchAll(/<item\s([^>]*)>\n?([\s\S]*?)\n?<\/item>/g)].map((match) => {
    const given = attributes(match[1] ?? '');
    return {
      role: given.get('role') ?? '',
      id: given.get('id') ?? '',
      type: given.get('type') ?? null,
      text: unescapeData(match[2] ?? ''),
    };
  });
}

function regionOf(text: string): Prompt['region'] {
  const given = attributes(/<region\s([^>]*)\/>/.exec(text)?.[1] ?? '');
  const name = given.get('name');
  return name === undefined ? null : { name, slug: given.get('slug') ?? '' };
}

type Block = Readonly<Record<string, unknown>>;
/** Content as a list of blocks, whichever of its two forms was sent. */
export const blocksOf = (content: unknown): readonly Block[] =>
  typeof content === 'string'
    ? [{ type: 'text', text: content }]
    : Array.isArray(content)
      ? content.filter(isRecord)
      : [];

/** The text blocks of a content, joined. */
export const textOf = (content: unknown): string =>
  blocksOf(content)
    .map((block) => (block['type'] === 'text' && typeof block['text'] === 'string' ? block['text'] : ''))
    .filter((text) => text !== '')
    .join('\n');

function toolUsesOf(contents: readonly unknown[]): ToolUse[] {
  const blocks = contents.flatMap((content) => blocksOf(content));
  const results = new Map(
    blocks
      .filter((block) => block['type'] === 'tool_result')
      .map((block) => [block['tool_use_id'], textOf(block['content'])]),
  );
  return blocks
    .filter((block) => block['type'] === 'tool_use')
    .map((block) => ({
      name: String(block['name']),
      input: isRecord(block['input']) ? block['input'] : {},
      result: results.get(block['id']) ?? null,
    }));
}

/** Reads a Messages request as its receiver does. */
export function readPrompt(request: Block): Prompt {
  const system = textOf(request['system']);
  const messages = Array.isArray(request['messages']) ? request['messages'].filter(isRecord) : [];
  const userText = messages
    .filter((message) => message['role'] === 'user')
    .map((message) => textOf(message['content']))
    .join('\n');
  const choice = isRecord(request['tool_choice']) ? request['tool_choice']['type'] : 'auto';
  const tools = Array.isArray(request['tools']) ? request['tools'].filter(isRecord) : [];
  return {
    task: /^Task: (\w+) v\d+/.exec(system)?.[1] ?? null,
    userText,
    region: regionOf(userText),
    documents: documentsOf(userText),
    items: itemsOf(userText),
    toolUses: toolUsesOf(messages.map((message) => message['content'])),
    tools: choice === 'none' ? [] : tools.map((tool) => String(tool['name'])),
  };
}
