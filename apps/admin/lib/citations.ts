/** A piece of a dispatch: text, or the id of a cited signal. */
export type Piece = { readonly text: string } | { readonly cites: string };

/** Cuts a dispatch at its `[signal:ID]` citations, in order. */
export function citationPieces(body: string): readonly Piece[] {
  return body
    .split(/(\[signal:[^\]\s]+\])/)
    .filter((part) => part !== '')
    .map((part) => {
      const id = /^\[signal:([^\]\s]+)\]$/.exec(part)?.[1];
      return id === undefined ? { text: part } : { cites: id };
    });
}
