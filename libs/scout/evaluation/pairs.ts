import { z } from 'zod';
import { actorSlug, dedupVerdict, normaliseTitle, resolveActor, type ActorIdentity } from '../domain/index.js';
import { LocalEmbedding } from '../providers/index.js';
import { bCubed } from './b-cubed.js';
import { inputJson } from './labelled-files.js';
import { quality, type Evaluation } from './report.js';

const thing = z
  .object({
    name: z.string().optional(),
    title: z.string().optional(),
    text: z.string().optional(),
    address: z.string().optional(),
    city: z.string().optional(),
    start: z.string().optional(),
  })
  .loose();
const schema = z.object({
  pairs: z.array(
    z.object({ id: z.string(), kind: z.string(), a: thing, b: thing, label: z.enum(['same', 'different']) }),
  ),
});
type Thing = z.infer<typeof thing>;
type Pair = z.infer<typeof schema>['pairs'][number];
type Verdict = 'same' | 'review' | 'different';

/** What is known of a person, organisation or venue; the files give no web addresses. */
function identityOf({ name = '', address, city }: Thing, type: string): ActorIdentity {
  const locationName = [address, city].filter((part) => part !== undefined).join(', ');
  return {
    entityId: actorSlug(name),
    name,
    type,
    domains: [],
    socialUrls: [],
    locationName: locationName === '' ? null : locationName,
  };
}

/** The verdict of actor resolution on one actor when the other is the only one known. */
function actorVerdict({ kind, a, b }: Pair): Verdict {
  const verdict = resolveActor(identityOf(b, kind), [identityOf(a, kind)]);
  return verdict.kind === 'new' ? 'different' : verdict.kind;
}

const titleOf = ({ title, text = '' }: Thing): string => title ?? text;

/** The dedup verdict on events and news that two pages tell of, with the local embedding's similarity. */
async function signalVerdicts(pairs: readonly Pair[]): Promise<Map<Pair, Verdict>> {
  const embedding = new LocalEmbedding();
  const texts = pairs.flatMap(({ a, b }) => [titleOf(a), titleOf(b)]);
  const call = { signal: AbortSignal.timeout(300_000), idempotencyKey: 'eval-pairs', runId: 'eval', step: 'pairs' };
  const { value: vectors } = await embedding.embed(texts, 'document', call);
  const decide = dedupVerdict(embedding.thresholds);
  return new Map(
    pairs.map((pair, index): [Pair, Verdict] => {
      const [left = [], right = []] = vectors.slice(index * 2, index * 2 + 2);
      const type = pair.kind === 'event' ? 'gathering' : 'notice';
      const known = {
        id: 'known',
        type,
        title: titleOf(pair.a),
        sourceUrls: ['https://one.example/'],
        startsAt: pair.a.start ?? null,
        reviewStatus: 'live',
        cosine: left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0),
      };
      const draft = {
        type,
        title: titleOf(pair.b),
        sourceUrl: 'https://other.example/',
        startsAt: pair.b.start ?? null,
      };
      const sameTitle = normaliseTitle(known.title) === normaliseTitle(draft.title) ? [known] : [];
      const { kind } = decide(draft, { sameTitle, nearest: [known] });
      return [pair, kind === 'create' ? 'different' : 'same'];
    }),
  );
}

const TOLD: ReadonlySet<string> = new Set(['event', 'news']);

/**
 * Labelled pairs against the rules by which the product takes two for one: actor resolution for people, organisations and venues,
 * the dedup verdict for events and news. A pair left for a person to review counts as kept apart. Precision, recall and F1 of
 * "same", and B³ over the clusters that the pairs make.
 */
export async function evalPairs(file: string): Promise<Evaluation> {
  const { pairs } = schema.parse(await inputJson(file));
  const told = await signalVerdicts(pairs.filter(({ kind }) => TOLD.has(kind)));
  const judged = pairs.map((pair) => ({ pair, verdict: told.get(pair) ?? actorVerdict(pair) }));
  const same = judged.filter(({ verdict }) => verdict === 'same');
  const right = same.filter(({ pair }) => pair.label === 'same').length;
  const kinds = [...new Set(pairs.map(({ kind }) => kind))];
  return {
    kind: 'pairs',
    cases: pairs.length,
    lines: judged
      .filter(({ pair, verdict }) => (verdict === 'same') !== (pair.label === 'same'))
      .map(({ pair: { id, kind, a, b, label }, verdict }) => ({
        id,
        kind,
        miss: label === 'same' ? 'kept apart' : 'taken for one',
        verdict,
        a,
        b,
      })),
    totals: {
      ...quality(right, same.length, pairs.filter(({ label }) => label === 'same').length),
      review: judged.filter(({ verdict }) => verdict === 'review').length,
      ...Object.fromEntries(
        Object.entries(bCubed(judged.map(({ pair, verdict }) => ({ ...pair, decided: verdict === 'same' })))).map(
          ([name, value]) => [`b3${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`, value],
        ),
      ),
      ...Object.fromEntries(
        kinds.map((kind) => {
          const of = judged.filter(({ pair }) => pair.kind === kind);
          const asLabelled = of.filter(({ pair, verdict }) => (verdict === 'same') === (pair.label === 'same')).length;
          return [kind, `${String(asLabelled)}/${String(of.length)}`];
        }),
      ),
    },
  };
}
