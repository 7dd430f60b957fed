import { updateCauseHeat } from '../../signals/index.js';
import type { Phase } from '../phase.js';
import { recordFindings } from '../record-findings.js';
import { autoFix } from './auto-fix.js';
import { reviewFindings, triage } from './findings.js';
import { notify } from './notify.js';
import { reviewStaged } from './review.js';
import { recordSignalFindings } from './signal-findings.js';
import { TRIAGE_TYPES } from './triage.js';
import { mergeTensions, penaliseSources, raiseBeacons } from './upkeep.js';

/** Checks the run's own work: mends, reviews what is staged, merges duplicate tensions, weighs sources, and says what looks wrong. */
export const supervisorPhase: Phase = {
  async run(context) {
    const { durable, region, services } = context;
    await durable.status('Mending what rules can mend');
    const fixed = await autoFix(context);

    await durable.status('Reviewing staged signals');
    const review = await reviewStaged(context);
    const against = await recordSignalFindings(context, review.reviews);

    await durable.status('Merging duplicate tensions');
    const merged = await mergeTensions(context);
    await updateCauseHeat(context, 'cause heat');

    await durable.status('Looking for what is odd');
    const odd = await durable.step('triage', () => triage(context));
    const issuesFound = await recordFindings(context, 'write findings', TRIAGE_TYPES, odd);
    const patterns = reviewFindings(region, review);
    if (patterns.length > 0)
      await durable.step('write review pattern', () =>
        services.findings.upsert(region.slug, patterns).then(() => patterns.length),
      );
    const sourcesPenalised = await penaliseSources(context);
    const beacons = await raiseBeacons(context);
    for (const { severity, description, targetLabel } of [...odd, ...patterns]) {
      // Readers of the event stream (the dashboard, a webhook) are told of what needs somebody.
      if (severity !== 'info') await durable.event('alert', { severity, target: targetLabel, description });
    }
    const notTold = await notify(context);
    return {
      counts: {
        issuesFound: issuesFound + patterns.length + against,
        signalsReviewed: review.reviewed,
        passed: review.passed,
        rejected: review.rejected,
        held: review.held,
        merged,
        actorsMerged: fixed.actorsMerged,
        orphanEvidence: fixed.orphanEvidence,
        fakePlaces: fixed.fakePlaces,
        sourcesPenalised,
        beacons,
      },
      skipped: [...review.skipped, ...notTold],
    };
  },
};
