/** What stands in the journal in place of a text that was too long for it. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Why the input of a step can't be edited here, in words; null when it can. `editable`: what the API says. */
export function whyFixed(input: unknown, editable: boolean): string | null {
  if (holdsDigest(input))
    return 'The text that this step was given is too long to be edited here: of it only a digest is recorded. A fork makes it again from the steps before.';
  return editable ? null : 'The input of this step follows from the steps before it and can’t be edited.';
}

function holdsDigest(value: unknown): boolean {
  if (typeof value === 'string') return DIGEST.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsDigest);
}
