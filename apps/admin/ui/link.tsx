import Next from 'next/link';
import type { ReactNode } from 'react';

/** A link inside the dashboard; `label` names it where its text alone does not; `inText` where words stand beside it. */
export function Go({
  to,
  label,
  inText = false,
  children,
}: {
  to: string;
  label?: string;
  inText?: boolean;
  children: ReactNode;
}) {
  return (
    <Next
      href={to}
      aria-label={label}
      className={`text-accent underline-offset-2 ${inText ? 'underline' : 'hover:underline'}`}
    >
      {children}
    </Next>
  );
}

/** A link to the open web. Only http(s) is followed; the page it leads to learns nothing of this one. */
export function Out({ href }: { href: string }) {
  const safe = /^https?:\/\//i.test(href);
  if (!safe) return <span className="break-all">{href}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      referrerPolicy="no-referrer"
      className="text-accent break-all underline underline-offset-2"
    >
      {href.replace(/^https?:\/\//i, '')}
    </a>
  );
}
