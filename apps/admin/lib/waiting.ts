import type { RunRowFragment } from '../generated/graphql';
import { inZone } from './time-words';

export type Wait = RunRowFragment['waits'][number];

/** What a run waits for as clauses about it, times in a zone (null: UTC): `3 sources left`, `waits for approval`. Null when it waits for nothing. */
export function waitClause(waits: readonly Wait[], zone: string | null): string | null {
  return waits.length === 0 ? null : waits.map((wait) => clauseOf(wait, zone)).join(', ');
}

/** The same without the time before which it does not start, where that is told in a place of its own. */
export function waitClauseOnceStarted(waits: readonly Wait[], zone: string | null): string | null {
  return waitClause(
    waits.filter(({ kind }) => kind !== 'START_TIME'),
    zone,
  );
}

function clauseOf({ kind, until, count }: Wait, zone: string | null): string {
  const time = until === null ? 'later' : zone === null ? `${inZone(until, 'UTC')} UTC` : inZone(until, zone);
  switch (kind) {
    case 'APPROVAL':
      return 'waits for approval';
    case 'SOURCES':
      return count === 1 ? '1 source left' : `${String(count ?? 0)} sources left`;
    case 'RETRY':
      return `tries again ${time}`;
    case 'SLEEP':
      return `goes on ${time}`;
    case 'START_TIME':
      return `starts ${time}`;
    case 'EARLIER_PHASES':
      return 'waits for the phases before it';
    case 'TURN':
      return 'waits for its turn in the region';
  }
}
