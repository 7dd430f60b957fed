import { plainWords, ReadText } from '../text/match.js';
import type { Town } from '../town.js';
import type { Telling, TrueActor, TrueSignal } from '../world/types.js';
import type { PromptItem } from './prompt.js';

/** One account of an item, complete: what the page says, or what the first page says where it adds nothing. */
export interface Account extends Required<Omit<Telling, 'starts'>> {
  readonly signal: TrueSignal;
  readonly starts: TrueSignal['starts'];
}

/** An item with all its accounts, the first one first. */
export function accountsOf(signal: TrueSignal): readonly Account[] {
  const first: Telling = { url: signal.url, quote: signal.quote };
  return [first, ...(signal.alsoAt ?? [])].map((telling) => ({
    signal,
    url: telling.url,
    quote: telling.quote,
    title: telling.title ?? signal.title,
    summary: telling.summary ?? signal.summary,
    starts: telling.starts ?? signal.starts,
  }));
}

/**
 * What an honest reader may say: it recognises what it is shown, and never names what it is not.
 * `obedient` makes it a bad reader, which believes what pages plant; for tests of what stands behind it.
 */
export class Knowledge {
  private readonly accounts: readonly Account[];

  constructor(
    readonly town: Pick<Town, 'signals' | 'actors' | 'links' | 'situations'>,
    readonly obedient: boolean,
  ) {
    this.accounts = town.signals.filter((signal) => obedient || signal.excluded !== 'injected').flatMap(accountsOf);
  }

  /** Accounts whose quote stands in this text; one per item. */
  accountsIn(text: string): readonly Account[] {
    const read = new ReadText(text);
    const seen = new Set<string>();
    return this.accounts.filter((account) => {
      if (seen.has(account.signal.id) || !read.says(account.quote)) return false;
      seen.add(account.signal.id);
      return true;
    });
  }

  actorsIn(text: string): readonly TrueActor[] {
    const read = new ReadText(text);
    return this.town.actors.filter((actor) => read.says(actor.quote) && read.says(actor.name));
  }

  /** The item that a block of the prompt shows: by its title line, else by its quote. Null for what it never read about. */
  recognise(item: Pick<PromptItem, 'text' | 'type'>): TrueSignal | null {
    const title = plainWords(item.text.split('\n')[0] ?? '');
    const fits = ({ signal }: Account): boolean =>
      item.type === null || item.type === '' || item.type.toLowerCase() === signal.type;
    const titled = this.accounts.find((account) => fits(account) && plainWords(account.title) === title);
    if (titled !== undefined) return titled.signal;
    const read = new ReadText(item.text);
    return this.accounts.find((account) => fits(account) && read.says(account.quote))?.signal ?? null;
  }

  /** Items that answer this problem. */
  responsesTo(tensionId: string): readonly TrueSignal[] {
    const ids = new Set(this.town.links.filter(({ to }) => to === tensionId).map(({ from }) => from));
    return this.town.signals.filter(({ id }) => ids.has(id));
  }

  /** Problems that this item answers. */
  tensionsBehind(signalId: string): readonly TrueSignal[] {
    const ids = new Set(this.town.links.filter(({ from }) => from === signalId).map(({ to }) => to));
    return this.town.signals.filter(({ id }) => ids.has(id));
  }

  /** How strongly and why one item answers another, or null. */
  link(from: string, to: string): Town['links'][number] | null {
    return this.town.links.find((link) => link.from === from && link.to === to) ?? null;
  }
}
