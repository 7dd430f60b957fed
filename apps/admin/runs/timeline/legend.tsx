import { LOOKS } from './looks';
import type { RowState } from './row-state';

const STATES = Object.keys(LOOKS) as RowState[];

/** What each pattern of the time line means. */
export function Legend() {
  return (
    <ul
      aria-label="Legend"
      className="text-muted border-line flex flex-wrap gap-x-5 gap-y-1.5 border-b px-4 py-2 text-xs"
    >
      {STATES.map((state) => {
        const { icon: Icon, word, bar } = LOOKS[state];
        return (
          <li key={state} className="flex items-center gap-1.5">
            <span aria-hidden className="relative inline-block h-3.5 w-8">
              <span className={`absolute inset-y-0 w-full rounded-xs ${bar}`} />
            </span>
            <Icon aria-hidden className="size-3.5" />
            {word}
          </li>
        );
      })}
    </ul>
  );
}
