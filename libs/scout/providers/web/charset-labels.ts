/** The WHATWG name of a label (`latin1` → `windows-1252`), or null when browsers do not know it (`utf-7`, `klingon-8`). */
export function canonicalCharset(label: string): string | null {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return null;
  }
}
