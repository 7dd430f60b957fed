import type { Signal } from '#graph';

const DISPATCH_SENTENCES = 5;

/** Titles of signals as a dispatch: their own words, each with its citation. What people do comes first. */
export function extractiveDispatch(signals: readonly Pick<Signal, 'id' | 'title' | 'type'>[]): string {
  return signals
    .toSorted((a, b) => Number(a.type === 'tension') - Number(b.type === 'tension'))
    .slice(0, DISPATCH_SENTENCES)
    .map(({ id, title }) => `${title.replace(/[.!?\s]+$/, '')} [signal:${id}].`)
    .join(' ');
}
