import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import type { RunEvent, RunId, RunRecord, Workflow } from '#durable';
import type { GraphDatabase, RegionScope, SignalType } from '#graph';
import {
  ActorRepository,
  FindingRepository,
  PinRepository,
  RegionRepository,
  RegionScoutRunRepository,
  ResponseRepository,
  ScoutTaskRepository,
  SignalRepository,
  SimilarityRepository,
  SituationRepository,
  SourceRepository,
} from '#graph';
import type { Lab } from '../../../durable/testing/durable-lab.js';
import { openLab } from '../../../durable/testing/durable-lab.js';
import { clearRegion, testGraph, testRegion } from '../../../graph/testing/test-graph.js';
import { Archive, EmbeddingMemory, archiveEntities, archiveMigrations } from '../../archive/index.js';
import { Budget, budgetEntities, budgetMigrations, PaidSteps } from '../../budget/index.js';
import { notificationMigrations, webhook } from '../../notifications/index.js';
import { createProviders, providersConfigSchema } from '../../providers/index.js';
import { RunCosts } from '../../runs/index.js';
import { fullRunFlow, phaseFlow } from '../flows.js';
import { graphServices } from '../graph-services.js';
import type { PhaseServices, ServicesOfRun } from '../phase.js';
import type { PhaseName } from '../registry.js';
import { allowedFrom, allowedFromForFullRun, runningStatus } from '../registry.js';
import { scoutWorkflows } from '../workflows.js';

const TOWN = 'dist/tools/town/main.js';

export interface TrueSignal {
  readonly id: string;
  readonly type: SignalType;
  readonly title: string;
  readonly quote: string;
  readonly url: string;
  readonly duplicateOf?: string;
  /** Other pages that tell it, in their own words. */
  readonly alsoAt: readonly { readonly title: string }[];
  readonly injected?: boolean;
}
export interface Truth {
  readonly region: Pick<RegionScope, 'slug' | 'name' | 'center' | 'radiusKm' | 'timeZone'>;
  readonly signals: readonly TrueSignal[];
  readonly actors: readonly { readonly name: string }[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly kind: string }[];
}

/** The sample town as the outside world, a worker with all phases, and a region of its own on real stores. */
export interface TownLab {
  readonly services: PhaseServices;
  readonly regionRuns: RegionScoutRunRepository;
  readonly region: RegionScope;
  readonly truth: Truth;
  /** Runs everything, or one phase, to its end. */
  run(what: 'full' | PhaseName): Promise<RunRecord>;
  /** What a root run has cost. Micro-USD. */
  cost(id: string): Promise<number>;
  /** What a run has told so far. */
  events(id: string): Promise<RunEvent[]>;
  /** Sets what goes wrong at providers. */
  fault(faults: Readonly<Record<string, unknown>>): Promise<void>;
  /** Nothing goes wrong any more. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

async function startTown(): Promise<{ process: ChildProcess; url: string; port: number }> {
  if (!existsSync(TOWN)) throw new Error(`${TOWN} is not there: run the tests with npm test, which builds it.`);
  const child = spawn(process.execPath, [TOWN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => {
      reject(new Error(`the sample town ended with ${String(code)} before it was ready`));
    });
  });
  const { port } = JSON.parse(line) as { port: number };
  return { process: child, url: `http://127.0.0.1:${String(port)}`, port };
}

const townConfig = (url: string, port: number, mode: 'town' | 'structured') =>
  providersConfigSchema.parse({
    SCOUT_MODE: mode,
    ANTHROPIC_API_KEY: 'town',
    ANTHROPIC_BASE_URL: `${url}/anthropic`,
    VOYAGE_API_KEY: 'town',
    VOYAGE_BASE_URL: `${url}/voyage`,
    SERPER_API_KEY: 'town',
    SERPER_BASE_URL: `${url}/serper`,
    APIFY_TOKEN: 'town',
    APIFY_BASE_URL: `${url}/apify`,
    NOMINATIM_BASE_URL: `${url}/nominatim`,
    WEB_GATEWAY_URL: `${url}/web`,
    WEB_GATEWAY_CONNECT: `127.0.0.1:${String(port)}`,
    WEB_GATEWAY_NETS: '203.0.113.0/24',
    WEB_HOST_DELAY_MS: '0',
  });

/** Services by run, and those of a test, which looks and mends while no run holds the region. */
function servicesOf(
  db: GraphDatabase,
  source: DataSource,
  providers: Omit<ReturnType<typeof createProviders>, 'geocoding'>,
  curated: PhaseServices['curated'],
  notifier: PhaseServices['notifier'],
): { readonly ofRun: ServicesOfRun; readonly ofTest: PhaseServices } {
  const { llm, search, social, embedding, web } = providers;
  const shared = {
    archive: new Archive(source),
    paid: new PaidSteps(new Budget(source, { dailyLimitMicroUsd: 0 })),
    web,
    embedding: new EmbeddingMemory(embedding, source),
    llm,
    search,
    social,
    notifier,
    curated,
    observer: { stored: () => undefined },
    clock: () => new Date(),
  };
  const free = {
    regions: new RegionRepository(db),
    sources: new SourceRepository(db),
    pins: new PinRepository(db),
    signals: new SignalRepository(db),
    similarity: new SimilarityRepository(db),
    responses: new ResponseRepository(db),
    actors: new ActorRepository(db),
    situations: new SituationRepository(db),
    findings: new FindingRepository(db),
    tasks: new ScoutTaskRepository(db),
  };
  return {
    ofRun: (holder) => ({ ...shared, ...graphServices(db, holder) }),
    ofTest: { ...shared, ...free },
  };
}

/** Opens a lab. `curated`: pages of the town that its region's operator names, for structured mode, which knows no others. */
export async function openTownLab(options: {
  readonly mode: 'town' | 'structured';
  readonly curated?: (truth: Truth) => readonly string[];
  /** Who is told of new findings. */
  readonly webhookUrl?: string;
}): Promise<TownLab> {
  const town = await startTown();
  const truth = (await (await fetch(`${town.url}/__truth`)).json()) as Truth;
  const region: RegionScope = { ...truth.region, slug: testRegion('town'), geoTerms: [truth.region.name] };
  const db = await testGraph();
  await new RegionRepository(db).upsert(region);
  const routes: Record<string, string> = {};
  const lab: Lab = await openLab({ routes });
  const source = await new DataSource({
    type: 'postgres',
    url: lab.pool.options.connectionString,
    entities: [...archiveEntities, ...budgetEntities],
    migrations: [...archiveMigrations, ...budgetMigrations, ...notificationMigrations],
  }).initialize();
  await source.runMigrations();
  const redis = new Redis(lab.redisUrl, { keyPrefix: `${lab.prefix}:` });
  const providers = createProviders(townConfig(town.url, town.port, options.mode), { redis });
  const urls = (options.curated?.(truth) ?? []).map((url) => ({ url }));
  const { ofRun, ofTest: services } = servicesOf(
    db,
    source,
    providers,
    () => Promise.resolve(urls),
    options.webhookUrl === undefined ? null : webhook(options.webhookUrl),
  );
  const regionRuns = new RegionScoutRunRepository(db);
  const costs = new RunCosts(lab.pool);
  const workflows: Workflow[] = scoutWorkflows({ services: ofRun, regionRuns, spentMicroUsd: (id) => costs.ofOne(id) });
  for (const { name, queue } of workflows) routes[name] = queue;
  await lab.worker(workflows);
  let clock = Math.floor(Date.now() / 1000);

  return {
    services,
    regionRuns,
    region,
    truth,
    async run(what) {
      const id = `${region.slug}-${String((clock += 1))}` as RunId;
      const first = what === 'full' ? 'bootstrap' : what;
      const from = what === 'full' ? allowedFromForFullRun() : allowedFrom(what);
      await regionRuns.transition(region.slug, { allowedFrom: from, to: runningStatus(first), runId: id });
      const scope = { ...region, center: { ...region.center } };
      const spec = { id, input: { region: scope, now: new Date().toISOString() } };
      await lab.client.startFlow(what === 'full' ? fullRunFlow(spec) : phaseFlow(what, spec));
      return lab.until(
        id,
        ({ status }) => ['completed', 'failed', 'cancelled', 'needs_attention'].includes(status),
        600_000,
      );
    },
    cost: (id) => costs.ofOne(id),
    async events(id) {
      const events: RunEvent[] = [];
      for (let more = true; more;) {
        const page = await lab.client.events({
          rootId: id as RunId,
          after: events.at(-1)?.cursor ?? null,
          limit: 1000,
        });
        events.push(...page);
        more = page.length > 0;
      }
      return events;
    },
    async fault(faults) {
      const url = `${town.url}/__faults`;
      const body = JSON.stringify(faults);
      const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      if (!answer.ok) throw new Error(`the town refused the fault: ${await answer.text()}`);
    },
    async calm() {
      await fetch(`${town.url}/__faults`, { method: 'DELETE' });
    },
    async close() {
      await lab.close();
      await source.destroy();
      redis.disconnect();
      await clearRegion(db, region.slug);
      await db.close();
      town.process.kill('SIGTERM');
    },
  };
}
