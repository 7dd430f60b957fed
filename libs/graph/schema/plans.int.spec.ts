import type { GraphDatabase, CypherParams } from '../database/graph-database.js';
import { ACTORS_OF_TYPE, ACTOR_PAGE } from '../actors/actor.statements.js';
import { FINDING_PAGE } from '../findings/finding.statements.js';
import { RUN_OF_REGION, TRANSITION } from '../region-runs/region-scout-run.statements.js';
import { selectSignals } from '../signals/signal-filter.js';
import {
  COUNTS_BY_TYPE,
  EMBEDDING_GRAPH_PAGE,
  EVIDENCE_OF,
  NEAREST,
  PAGE_OF_SELECTION,
  RECURRING_GATHERINGS,
  SIGNALS_BY_ID,
  STAGED,
} from '../signals/signal.read.statements.js';
import { NEAREST_OF_DRAFTS, REFRESH_BY_URL, SAME_TITLE } from '../signals/signal.store.statements.js';
import { LINKER_TARGETS, RESPONSE_TARGETS } from '../signals/signal.upkeep.statements.js';
import {
  MEMBERS_OF,
  NEAREST_SITUATIONS,
  SITUATION_PAGE,
  UNASSIGNED,
  WORDS_IN_REGION,
} from '../situations/situation.statements.js';
import { DUE_COUNT, SOURCE_PAGE } from '../sources/source.statements.js';
import { axis } from '../testing/signal-drafts.js';
import { testGraph } from '../testing/test-graph.js';

const region = 'no-such-region';
const page = { limit: 50, afterSort: null, afterId: null };
const selection = selectSignals(region, { types: ['aid'], reviewStatus: 'live', minConfidence: 0.4 });
const search = selectSignals(region, { search: 'food bank' });
const sources = { region, active: true, kind: null, role: null, discoveryMethod: null };

/** Reads that happen for every page of a list or every item of a run. */
const HOT_READS: readonly (readonly [string, string, CypherParams])[] = [
  ['signals of a region', selection.match + PAGE_OF_SELECTION, { ...selection.params, ...page }],
  ['signals by words', search.match + PAGE_OF_SELECTION, { ...search.params, ...page }],
  ['signals by id', SIGNALS_BY_ID, { ids: ['a'] }],
  ['staged signals', STAGED, { region, limit: 50 }],
  ['signals by type', COUNTS_BY_TYPE, { region, statuses: null }],
  ['vectors of a region', EMBEDDING_GRAPH_PAGE, { region, afterId: '', changedSince: null, limit: 10 }],
  ['recurring gatherings', RECURRING_GATHERINGS, { region }],
  ['evidence of signals', EVIDENCE_OF, { ids: ['a'] }],
  ['signals of a title', SAME_TITLE, { region, rows: [{ index: 0, type: 'aid', titleKey: 'x', embedding: null }] }],
  [
    'nearest signals of drafts',
    NEAREST_OF_DRAFTS,
    { region, k: 5, keep: 5, rows: [{ index: 0, type: 'aid', embedding: axis(0) }] },
  ],
  ['nearest signals', NEAREST, { region, k: 5, embedding: axis(0), types: null, exclude: [] }],
  ['signals of an unchanged page', REFRESH_BY_URL, { region, url: 'u', contentHash: 'h', at: '2026-01-01T00:00:00Z' }],
  ['linker targets', LINKER_TARGETS, { region, limit: 5, now: '2026-01-01T00:00:00Z' }],
  ['response targets', RESPONSE_TARGETS, { region, limit: 5, now: '2026-01-01T00:00:00Z' }],
  ['situations', SITUATION_PAGE, { region, arc: null, ids: null, ...page }],
  ['members of a situation', MEMBERS_OF, { ids: ['a'] }],
  ['words of the situations of a region', WORDS_IN_REGION, { region, statuses: ['live'], minConfidence: 0.4 }],
  ['nearest situations', NEAREST_SITUATIONS.narrative, { region, k: 5, embedding: axis(0) }],
  ['signals in no situation', UNASSIGNED, { region, limit: 5, notWovenSince: null }],
  ['sources', SOURCE_PAGE, { ...sources, ...page }],
  ['due sources', DUE_COUNT, { region, now: '2026-01-01T00:00:00Z' }],
  ['actors', ACTOR_PAGE, { region, type: null, exceptType: null, search: null, ...page }],
  ['actors of a type', ACTORS_OF_TYPE, { region, type: 'organization' }],
  ['findings', FINDING_PAGE, { region, status: 'open', severity: null, type: null, targetId: null, ...page }],
  ['status of a region', RUN_OF_REGION, { region, staleBefore: '2026-01-01T00:00:00Z' }],
  [
    'start of a run',
    TRANSITION,
    { region, allowedFrom: [], to: 'x', runId: 'r', taking: null, now: '2026-01-01T00:00:00Z' },
  ],
];

describe('plans of the hot reads', () => {
  let db: GraphDatabase;
  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  afterAll(() => db.close());

  it.each(HOT_READS)('%s: no scan of all nodes or of a label', async (_, statement, params) => {
    const operators = await db.explain(statement, params);
    expect(operators.filter((operator) => /AllNodesScan|NodeByLabelScan|CartesianProduct/.test(operator))).toEqual([]);
    expect(operators.some((operator) => /Index|ProcedureCall/.test(operator))).toBe(true);
  });

  it('a statement without an index would be noticed', async () => {
    expect(await db.explain('MATCH (s:Signal {summary: $x}) RETURN s', { x: '' })).toEqual(
      expect.arrayContaining([expect.stringContaining('NodeByLabelScan')]),
    );
  });
});
