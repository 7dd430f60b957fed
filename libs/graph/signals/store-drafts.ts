import { randomUUID } from 'node:crypto';
import { ensureActors } from '../actors/ensure-actors.js';
import type { GraphTransaction } from '../database/graph-database.js';
import { instantOf } from '../database/instant.js';
import type { DecideDedup, DedupVerdict, SignalDraft, SignalType, StoredSignal } from '../model.js';
import { lookUpNeighbours } from './dedup-lookup.js';
import type { KnownNeighbours } from './dedup-lookup.js';
import { evidenceId, neighboursInBatch, prepareDraft } from './draft.js';
import type { PreparedDraft, StoredDraft } from './draft.js';
import { RegionHeldByOther } from './region-held-by-other.js';
import { changedProperties, contentProperties, contentTimes } from './signal-properties.js';
import {
  CONFIRM_SIGNALS,
  HELD_BY_OTHER,
  LINK_RESOURCES,
  LINK_SOURCES,
  LINK_TAGS,
  LOCK_REGION,
  PUT_EVIDENCE,
  RECOUNT_EVIDENCE,
  REFRESH_SIGNALS,
  RETELL_SIGNALS,
  STORED_PROPERTIES,
  createSignals,
} from './signal.store.statements.js';
import { leads, type Telling } from './telling.js';

/** A resource named with less certainty is not linked (domain.md, Edges). */
const MIN_RESOURCE_CONFIDENCE = 0.3;

const LABELS: Readonly<Record<SignalType, string>> = {
  gathering: 'Gathering',
  aid: 'Aid',
  need: 'Need',
  notice: 'Notice',
  tension: 'Tension',
};

interface Decided extends StoredDraft {
  readonly verdict: DedupVerdict['kind'];
}

/**
 * Stores drafts within one transaction that holds the region's lock: looks up what is known, decides, writes. Statements
 * take all drafts at once; only the decisions go one by one, each seeing the drafts decided before it.
 * Throws `RegionHeldByOther` when another run than the drafts' holds the region.
 */
export async function storeDrafts(
  tx: GraphTransaction,
  region: string,
  drafts: readonly SignalDraft[],
  decide: DecideDedup,
  now: Date,
): Promise<StoredSignal[]> {
  const clock = { region, now: now.toISOString() };
  await tx.run(LOCK_REGION, clock);
  const [held] = await tx.run<{ holder: string }>(HELD_BY_OTHER, {
    ...clock,
    runIds: [...new Set(drafts.map(({ runId }) => runId))],
  });
  if (held !== undefined) throw new RegionHeldByOther(region, held.holder);
  const prepared = drafts.map((draft, index) => prepareDraft(region, draft, index, now));
  const decided = decideAll(prepared, await lookUpNeighbours(tx, region, prepared), decide);

  const of = (kind: DedupVerdict['kind']): Decided[] => decided.filter(({ verdict }) => verdict === kind);
  await createAll(tx, clock, of('create'));
  const known = await storedProperties(
    tx,
    decided.filter(({ verdict }) => verdict !== 'create'),
  );
  const besides = of('refresh').filter((one) => toldElsewhere(one, known));
  await refreshAll(
    tx,
    clock,
    of('refresh').filter((one) => !besides.includes(one)),
    known,
  );
  await confirmAll(tx, clock, [...besides, ...of('corroborate')]);
  await retellAll(tx, clock, decided, known);
  await linkAll(tx, region, decided, now);
  return decided.map(({ signalId, verdict, prepared: { index } }) => ({ id: signalId, verdict, draftIndex: index }));
}

function decideAll(
  drafts: readonly PreparedDraft[],
  known: ReadonlyMap<number, KnownNeighbours>,
  decide: DecideDedup,
): Decided[] {
  const decided: Decided[] = [];
  for (const prepared of drafts) {
    const stored = known.get(prepared.index);
    const batch = neighboursInBatch(prepared, decided);
    const verdict = decide(prepared.draft, {
      sameTitle: [...batch.sameTitle, ...(stored?.sameTitle ?? [])],
      nearest: [...batch.nearest, ...(stored?.nearest ?? [])].sort((a, b) => b.cosine - a.cosine),
    });
    if (verdict.kind !== 'create') {
      decided.push({ signalId: verdict.signalId, verdict: verdict.kind, prepared });
      continue;
    }
    // The very draft is there already: whatever was decided, a second node is not made.
    const repeatOf = stored?.repeatOf ?? decided.find(({ signalId }) => signalId === prepared.id)?.signalId;
    decided.push({
      signalId: repeatOf ?? prepared.id,
      verdict: repeatOf === undefined ? 'create' : 'refresh',
      prepared,
    });
  }
  return decided;
}

async function createAll(
  tx: GraphTransaction,
  clock: { region: string; now: string },
  created: readonly Decided[],
): Promise<void> {
  for (const [type, label] of Object.entries(LABELS)) {
    const rows = created.filter(({ prepared }) => prepared.draft.type === type).map(creationRow);
    if (rows.length > 0) await tx.run(createSignals(label), { ...clock, rows });
  }
}

function creationRow({ signalId, prepared: { draft, at, embedding } }: Decided) {
  return {
    id: signalId,
    at,
    embedding,
    embeddingLength: embedding === null ? null : draft.embedding.length,
    latitude: draft.location?.latitude ?? null,
    longitude: draft.location?.longitude ?? null,
    times: contentTimes(draft),
    properties: {
      ...contentProperties(draft),
      confidence: draft.confidence,
      local: draft.local,
      created_by: draft.createdBy,
      run_id: draft.runId,
      entity: draft.evidence.entity,
      told_by: draft.evidence.sourceUrl,
    },
  };
}

async function refreshAll(
  tx: GraphTransaction,
  clock: { region: string; now: string },
  refreshed: readonly Decided[],
  properties: Known,
): Promise<void> {
  if (refreshed.length === 0) return;
  const rows = refreshed.map(({ signalId, prepared: { draft, at, embedding } }) => {
    const { changes, history, material } = changedProperties(properties.get(signalId) ?? {}, draft);
    const textChanged = 'title' in changes || 'summary' in changes;
    return {
      id: signalId,
      at,
      // The vector is that of the text: it follows only when the text does.
      embedding: textChanged ? embedding : null,
      embeddingLength: textChanged ? draft.embedding.length : null,
      latitude: draft.location?.latitude ?? null,
      longitude: draft.location?.longitude ?? null,
      times: contentTimes(draft),
      changes,
      material,
      history: history.map((change) => JSON.stringify({ at, ...change })),
    };
  });
  await tx.run(REFRESH_SIGNALS, { ...clock, rows });
}

/** Properties of signals as they are stored, by id. */
type Known = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

async function storedProperties(tx: GraphTransaction, decided: readonly Decided[]): Promise<Known> {
  if (decided.length === 0) return new Map();
  const stored = await tx.run<{ id: string; properties: Record<string, unknown> }>(STORED_PROPERTIES, {
    ids: [...new Set(decided.map(({ signalId }) => signalId))],
  });
  return new Map(stored.map((row) => [row.id, row.properties]));
}

/** Whether the signal was found by this very run, is not reviewed yet, and has its words from another page than this draft. */
function toldElsewhere({ signalId, prepared: { draft } }: Decided, known: Known): boolean {
  const signal = known.get(signalId);
  if (signal?.['run_id'] !== draft.runId || signal['review_status'] !== 'staged') return false;
  return signal['source_url'] !== draft.sourceUrl || signal['told_by'] !== draft.evidence.sourceUrl;
}

/** Lets signals that several pages told of in this run be told in the words of the page that leads, whichever was read first. */
async function retellAll(
  tx: GraphTransaction,
  clock: { region: string; now: string },
  decided: readonly Decided[],
  known: Known,
): Promise<void> {
  const leading = new Map<string, Decided>();
  for (const one of decided.filter((each) => toldElsewhere(each, known))) {
    const best = leading.get(one.signalId);
    const standing = best ? tellingOf(best) : storedTelling(known.get(one.signalId) ?? {});
    if (leads(tellingOf(one), standing)) leading.set(one.signalId, one);
  }
  if (leading.size > 0) await tx.run(RETELL_SIGNALS, { ...clock, rows: [...leading.values()].map(creationRow) });
}

function tellingOf({ prepared: { draft } }: Decided): Telling {
  const { sourceUrl, title, evidence } = draft;
  return { sourceUrl, title, pageUrl: evidence.sourceUrl, contentDate: instantOf(draft.contentDate) };
}

function storedTelling(properties: Readonly<Record<string, unknown>>): Telling {
  const text = (name: string): string => String(properties[name] ?? '');
  const date = properties['content_date_text'];
  return {
    sourceUrl: text('source_url'),
    pageUrl: text('told_by'),
    title: text('title'),
    contentDate: typeof date === 'string' ? instantOf(date) : null,
  };
}

async function confirmAll(
  tx: GraphTransaction,
  clock: { region: string; now: string },
  confirmed: readonly Decided[],
): Promise<void> {
  if (confirmed.length === 0) return;
  const rows = confirmed.map(({ signalId, prepared: { draft, at } }) => ({
    id: signalId,
    at,
    times: contentTimes(draft),
    sourceUrl: draft.evidence.sourceUrl,
    quote: draft.evidence.quote,
  }));
  await tx.run(CONFIRM_SIGNALS, { ...clock, rows });
}

async function linkAll(tx: GraphTransaction, region: string, decided: readonly Decided[], now: Date): Promise<void> {
  const ids = [...new Set(decided.map(({ signalId }) => signalId))];
  await tx.run(PUT_EVIDENCE, {
    call: randomUUID(),
    rows: decided.map(({ signalId, prepared: { draft, at } }) => ({
      ...draft.evidence,
      retrievedAt: at,
      signalId,
      id: evidenceId(signalId, draft.evidence),
    })),
  });
  await tx.run(RECOUNT_EVIDENCE, { ids });
  const rowsOf = <T>(each: (draft: SignalDraft) => readonly T[]): (T & { signalId: string })[] =>
    decided.flatMap(({ signalId, prepared }) => each(prepared.draft).map((item) => ({ ...item, signalId })));

  const sources = rowsOf(({ sourceId }) => (sourceId === null ? [] : [{ sourceId }]));
  await runForRows(tx, LINK_SOURCES, sources);
  const tags = rowsOf((draft) => draft.tags.map((tag) => ({ slug: tag.trim().toLowerCase() })));
  await runForRows(
    tx,
    LINK_TAGS,
    tags.filter(({ slug }) => slug !== ''),
  );
  const resources = rowsOf(({ resources: links }) =>
    links.filter(({ confidence }) => confidence >= MIN_RESOURCE_CONFIDENCE),
  );
  for (const relation of ['requires', 'prefers', 'offers'] as const) {
    await runForRows(
      tx,
      LINK_RESOURCES[relation],
      resources.filter((link) => link.relation === relation),
    );
  }
  await ensureActors(
    tx,
    region,
    rowsOf(({ actors }) => actors),
    now,
  );
}

/** Most drafts have no resources, many no actors: a statement without rows would only cost its round trip. */
async function runForRows(tx: GraphTransaction, statement: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await tx.run(statement, { rows });
}
