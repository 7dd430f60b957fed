import { statement, type Statement } from './statement.js';

/** What the text of a statement is given: its input as a table, and the condition that a text column is among the input's first ones. */
export interface Input {
  /** `… AS g(…)`, to be selected from. */
  readonly rows: string;
  /** `= …`, to stand behind a column. */
  readonly isFirst: string;
}

/** A statement in two forms. A single row comes as plain parameters: without arrays it is bound, planned and carried out a fifth faster. */
export interface Sized {
  readonly one: Statement;
  readonly many: Statement;
}

/** Makes both forms. `columns`: name and type of the input's columns, which are the first parameters; the first column is text. */
export function sized(
  name: string,
  columns: Readonly<Record<string, string>>,
  textOf: (input: Input) => string,
): Sized {
  const names = Object.keys(columns).join(', ');
  const parameters = (array: string): string =>
    Object.values(columns)
      .map((type, n) => `$${n + 1}::${type}${array}`)
      .join(', ');
  const one: Input = { rows: `(VALUES (${parameters('')})) AS g(${names})`, isFirst: '= $1' };
  const many: Input = { rows: `unnest(${parameters('[]')}) AS g(${names})`, isFirst: '= ANY($1::text[])' };
  return { one: statement(`${name}-one`, textOf(one)), many: statement(name, textOf(many)) };
}

/** The form that fits these rows, and its parameters: the rows, then `more`. */
export function fill(
  { one, many }: Sized,
  rows: readonly (readonly unknown[])[],
  more: readonly unknown[] = [],
): [Statement, readonly unknown[]] {
  const [first = []] = rows;
  if (rows.length === 1) return [one, [...first, ...more]];
  return [many, [...first.map((_, column) => rows.map((row) => row[column])), ...more]];
}
