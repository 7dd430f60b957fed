import type { RunRowFragment } from '@/generated/graphql';
import { money } from '../../lib/money';

type Part = Pick<RunRowFragment, 'label' | 'status' | 'startedAt'>;

/** What a kill would touch, in words: the parts at work now and what has been spent. */
export function atStake(run: { readonly spentMicroUsd: number; readonly children: readonly Part[] }): string {
  const atWork = run.children.filter(isAtWork);
  const named = atWork.slice(0, 3).map((child) => child.label);
  const others = atWork.length - named.length;
  const parts =
    atWork.length === 0
      ? 'No part is at work besides the run itself.'
      : `At work now: ${named.join(', ')}${others > 0 ? ` and ${String(others)} more` : ''}.`;
  return `${parts} ${money(run.spentMicroUsd)} spent so far.`;
}

/** Whether something of a part is in flight. What never began has nothing to lose, and what waits for people or a time does nothing. */
function isAtWork({ status, startedAt }: Part): boolean {
  return startedAt !== null && (status === 'RUNNING' || status === 'CANCELLING');
}
