import { ActorResolver } from '../actors/actor.resolver.js';
import { ArchiveResolver } from '../archive/archive.resolver.js';
import { AuditResolver } from '../audit/audit.resolver.js';
import { MeResolver } from '../auth/me.resolver.js';
import { FindingResolver } from '../findings/finding.resolver.js';
import { GateResolver } from '../gates/gate.resolver.js';
import { HeldSignalsResolver } from '../gates/held-signals.resolver.js';
import { PhaseStateResolver, RegionResolver } from '../regions/region.resolver.js';
import { TaskResolver } from '../regions/task.resolver.js';
import { FullRunResolver } from '../runs/full-run.resolver.js';
import { PhaseListResolver } from '../runs/phase-list.resolver.js';
import { RunEventResolver } from '../runs/run-event.resolver.js';
import { RunFactsResolver } from '../runs/run-facts.resolver.js';
import { RunResolver } from '../runs/run.resolver.js';
import { SteeringResolver } from '../runs/steering.resolver.js';
import { StepDetailResolver, StepResolver } from '../runs/step.resolver.js';
import { ReviewResolver } from '../signals/review.resolver.js';
import { EvidenceResolver, SignalResolver } from '../signals/signal.resolver.js';
import { CitationResolver, DispatchResolver, SituationResolver } from '../situations/situation.resolver.js';
import { SourceResolver } from '../sources/source.resolver.js';

/** Every resolver of the API: the schema is made of these. */
export const RESOLVERS = [
  ActorResolver,
  ArchiveResolver,
  AuditResolver,
  CitationResolver,
  DispatchResolver,
  EvidenceResolver,
  FindingResolver,
  FullRunResolver,
  GateResolver,
  HeldSignalsResolver,
  MeResolver,
  PhaseListResolver,
  PhaseStateResolver,
  RegionResolver,
  ReviewResolver,
  RunEventResolver,
  RunFactsResolver,
  RunResolver,
  SignalResolver,
  SituationResolver,
  SourceResolver,
  SteeringResolver,
  StepDetailResolver,
  StepResolver,
  TaskResolver,
];
