import type { ButtonHTMLAttributes } from 'react';

const LOOKS = {
  plain: 'border border-line bg-panel hover:bg-raised',
  primary: 'bg-accent text-accent-ink hover:brightness-110',
  danger: 'border border-bad text-bad bg-panel hover:bg-raised',
  quiet: 'text-muted hover:text-ink hover:bg-raised',
} as const;

/** A button; `look` says how much it weighs on the page. */
export function Button({
  look = 'plain',
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: keyof typeof LOOKS }) {
  return (
    <button
      type="button"
      className={`inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-50 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
