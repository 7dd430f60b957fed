import { shortName } from './short-name';

/** A name on one line, cut in its middle when it is too long. Whoever points at it reads the whole; the link or button around it should be labelled with that. */
export function LongName({ children }: { children: string }) {
  const { head, tail } = shortName(children);
  return (
    <span className="flex min-w-0" title={children}>
      <span className="truncate whitespace-pre!">{head}</span>
      {tail !== '' && <span className="shrink-0 whitespace-pre">{tail}</span>}
    </span>
  );
}
