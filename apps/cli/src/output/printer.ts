/** Data goes to stdout, everything said to a person goes to stderr: so that output can be piped. */
export class Printer {
  constructor(
    readonly json: boolean,
    private readonly stdout: NodeJS.WritableStream = process.stdout,
    private readonly stderr: NodeJS.WritableStream = process.stderr,
  ) {}

  /** One JSON object, one line. */
  record(value: unknown): void {
    this.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A line of data for people; silent with `--json`. */
  line(text = ''): void {
    if (!this.json) this.stdout.write(`${text}\n`);
  }

  /** Raw data as it comes (an export). */
  raw(chunk: Uint8Array): void {
    this.stdout.write(chunk);
  }

  /** A remark for people, never data. */
  say(text: string): void {
    this.stderr.write(`${text}\n`);
  }
}

/** Columns padded to their widest cell; no trailing space. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
