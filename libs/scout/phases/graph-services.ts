import { TerminalError } from '#durable';
import type { GraphDatabase, RegionHolder } from '#graph';
import {
  ActorRepository,
  FindingRepository,
  graphHeldBy,
  PinRepository,
  RegionRepository,
  ResponseRepository,
  ScoutTaskRepository,
  SignalRepository,
  SimilarityRepository,
  SituationRepository,
  SourceRepository,
} from '#graph';
import type { PhaseServices } from './phase.js';

type GraphServices = Pick<
  PhaseServices,
  | 'regions'
  | 'sources'
  | 'pins'
  | 'signals'
  | 'similarity'
  | 'responses'
  | 'actors'
  | 'situations'
  | 'findings'
  | 'tasks'
>;

/** What a run is told that no longer holds its region. Never retried: only a new run can take the region. */
export const regionLost = ({ region, runId }: RegionHolder, holder: string | null = null): TerminalError =>
  new TerminalError(
    `Run ${runId} no longer holds region "${region}": it was reset or taken by ${holder === null ? 'another run' : `run ${holder}`}. Start a new run.`,
    'REGION_LOST',
  );

/** The repositories of the graph as one run may write to them: once it has lost its region it changes nothing any more. */
export function graphServices(db: GraphDatabase, holder: RegionHolder): GraphServices {
  const held = graphHeldBy(db, holder, (other) => regionLost(holder, other));
  return {
    regions: new RegionRepository(held),
    sources: new SourceRepository(held),
    pins: new PinRepository(held),
    signals: new SignalRepository(held),
    similarity: new SimilarityRepository(held),
    responses: new ResponseRepository(held),
    actors: new ActorRepository(held),
    situations: new SituationRepository(held),
    findings: new FindingRepository(held),
    tasks: new ScoutTaskRepository(held),
  };
}
