'use client';

import { CalendarClock, ChevronDown, Play } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from '@/ui/button';

/** One choice of the menu: a phase, or null for the full run. */
export interface Choice {
  readonly phase: string | null;
  readonly label: string;
  readonly blocked: { readonly message: string; readonly unblocks: string } | null;
}

const ITEM =
  'data-highlighted:bg-raised cursor-pointer rounded-md px-3 py-1.5 outline-none data-disabled:cursor-not-allowed';

/** Split button: the main part starts a full run, the menu any single phase, or something later; what can't run says why. */
export function RunButton({
  region,
  choices,
  busy,
  onRun,
  onLater,
}: {
  region: string;
  choices: readonly Choice[];
  busy: boolean;
  onRun: (choice: Choice) => void;
  onLater: () => void;
}) {
  const [fullRun] = choices;
  return (
    <div className="inline-flex" role="group" aria-label={`Run ${region}`}>
      <Button
        look="primary"
        className="rounded-r-none"
        disabled={busy || fullRun === undefined || fullRun.blocked !== null}
        title={fullRun?.blocked?.message}
        onClick={() => {
          if (fullRun !== undefined) onRun(fullRun);
        }}
      >
        <Play aria-hidden className="size-3.5" />
        Run
      </Button>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button
            look="primary"
            className="border-page/40 rounded-l-none border-l px-1.5!"
            aria-label={`Choose what to run for ${region}`}
          >
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="border-line bg-panel z-20 w-80 rounded-lg border p-1 shadow-xl"
          >
            {choices.map((choice, index) => (
              <div key={choice.label}>
                <DropdownMenu.Item
                  disabled={choice.blocked !== null}
                  onSelect={() => {
                    onRun(choice);
                  }}
                  className={ITEM}
                >
                  <span className={choice.blocked === null ? 'font-medium' : 'text-muted'}>{choice.label}</span>
                  {choice.blocked !== null && (
                    <span className="text-muted block text-xs">
                      {choice.blocked.message} {choice.blocked.unblocks}
                    </span>
                  )}
                </DropdownMenu.Item>
                {index === 0 && <DropdownMenu.Separator className="bg-line my-1 h-px" />}
              </div>
            ))}
            <DropdownMenu.Separator className="bg-line my-1 h-px" />
            <DropdownMenu.Item onSelect={onLater} className={ITEM}>
              <span className="inline-flex items-center gap-2 font-medium">
                <CalendarClock aria-hidden className="text-muted size-4" />
                Start later…
              </span>
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
