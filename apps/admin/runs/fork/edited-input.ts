/** A draft read as JSON, or why it can't be. */
export type Draft = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Reads what was typed. The problem is in words and says where, as far as the parser knows. */
export function readDraft(text: string): Draft {
  if (text.trim() === '')
    return { ok: false, problem: 'Type a JSON value; to keep the recorded input, undo the change.' };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `This is no JSON: ${why}` };
  }
}

/** Whether two JSON values say the same, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
