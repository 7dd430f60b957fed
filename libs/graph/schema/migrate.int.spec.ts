import type { GraphDatabase } from '../database/graph-database.js';
import { testGraph } from '../testing/test-graph.js';
import { ChangedMigration, migrateGraph } from './migrate.js';
import { parseMigration, readMigrations } from './migration-file.js';

describe('the schema of the graph', () => {
  let db: GraphDatabase;
  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  afterAll(() => db.close());

  it('is brought up to date once, however many processes start', async () => {
    const reports = await Promise.all(Array.from({ length: 4 }, () => migrateGraph(db)));
    const files = await readMigrations();
    for (const report of reports)
      expect(report).toEqual({ applied: [], alreadyApplied: files.length, vectorIndexesCreated: [] });
  }, 60_000);

  it('applies a new migration once', async () => {
    // A version far above the library's own, taken away again afterwards.
    const version = 900_000 + Math.floor(Math.random() * 99_999);
    const added = parseMigration(
      `V${version}__note.cypher`,
      `// why\nMERGE (n:MigrationNote {version: ${version}})\nSET n.runs = coalesce(n.runs, 0) + 1;\n`,
    );
    const migrations = [...(await readMigrations()), added];
    const reports = await Promise.all([migrateGraph(db, { migrations }), migrateGraph(db, { migrations })]);
    expect(reports.flatMap(({ applied }) => applied)).toEqual([added.name]);
    expect(await db.read('MATCH (n:MigrationNote {version: $version}) RETURN n.runs AS runs', { version })).toEqual([
      { runs: 1 },
    ]);
    await db.write('MATCH (n {version: $version}) WHERE n:MigrationNote OR n:GraphMigration DELETE n', { version });
  }, 60_000);

  it('refuses a migration that was changed after it was applied, and says what to do', async () => {
    const [first, ...rest] = await readMigrations();
    const migrations = [{ ...first!, checksum: 'changed' }, ...rest];
    await expect(migrateGraph(db, { migrations })).rejects.toThrow(ChangedMigration);
    await expect(migrateGraph(db, { migrations })).rejects.toThrow(/V001__keys\.cypher was changed.*new migration/);
  });

  it('names the file of a statement that fails', async () => {
    const broken = parseMigration('V999999__broken.cypher', 'NOT CYPHER;');
    await expect(migrateGraph(db, { migrations: [...(await readMigrations()), broken] })).rejects.toThrow(
      'Graph migration V999999__broken.cypher failed at "NOT CYPHER"',
    );
  });

  it('a shorter embedder needs no other index, an impossible one is refused', async () => {
    expect((await migrateGraph(db, { vectorDimensions: 512 })).vectorIndexesCreated).toEqual([]);
    await expect(migrateGraph(db, { vectorDimensions: 5000 })).rejects.toThrow('1 to 4096');
  });

  it('has a uniqueness constraint on every key that is merged on, and all indexes are online', async () => {
    const constraints = await db.read<{ label: string; properties: string[] }>(
      'SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0] AS label, properties',
    );
    const keys = new Set(constraints.map(({ label, properties }) => `${label}(${properties.join(', ')})`));
    const merged = [
      'Region(slug)',
      'RegionScoutRun(region)',
      'Source(region, canonical_key)',
      'Signal(id)',
      'Evidence(id)',
      'Actor(region, entity_id)',
      'ActorDecision(id)',
      'Situation(id)',
      'Dispatch(id)',
      'Finding(id)',
      'ScoutTask(id)',
      'Pin(id)',
      'Tag(slug)',
      'Resource(slug)',
    ];
    expect(merged.filter((key) => !keys.has(key))).toEqual([]);
    const offline = await db.read(`SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name`);
    expect(offline).toEqual([]);
  });

  it('answers who it is', async () => {
    expect((await db.verify()).version).toMatch(/^Neo4j\/5\./);
  });

  it('takes back what a failed transaction wrote', async () => {
    const failed = db.inWriteTransaction(async (tx) => {
      await tx.run(`CREATE (:MigrationNote {version: -1})`);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await db.read('MATCH (n:MigrationNote {version: -1}) RETURN n')).toEqual([]);
  });
});
