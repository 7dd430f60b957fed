import type { RunRowFragment } from '@/generated/graphql';
import { money } from '../../lib/money';

const AT_WORK = new Set<RunRowFragment['status']>(['RUNNING', 'SUSPENDED', 'PAUSED', 'CANCELLING']);

/** What a kill would touch, in words: the parts at work now and what has been spent. */
export function atStake(run: {
  readonly spentMicroUsd: number;
  readonly children: readonly Pick<RunRowFragment, 'label' | 'status'>[];
}): string {
  const atWork = run.children.filter((child) => AT_WORK.has(child.status));
  const named = atWork.slice(0, 3).map((child) => child.label);
  const others = atWork.length - named.length;
  const parts =
    atWork.length === 0
      ? 'No part is at work besides the run itself.'
      : `At work now: ${named.join(', ')}${others > 0 ? ` and ${String(others)} more` : ''}.`;
  return `${parts} ${money(run.spentMicroUsd)} spent so far.`;
}
