import { statement, type Statement } from './statement.js';

/** What the text of a statement is given: its input as a table, to be selected from. */
export interface Input {
  /** `… AS g(…)`, in the order in which it came. */
  readonly rows: string;
  /**
   * The same in the order of its first column: runs that are locked in the order of their ids can't block each other. The limit hides from the
   * planner how many there are. It expects one and looks it up by index; for more it would read a young table whole, as long as the plan is kept.
   */
  readonly inOrder: string;
}

/** A statement in two forms. A single row comes as plain parameters: without arrays it is bound, planned and carried out a fifth faster. */
export interface Sized {
  readonly one: Statement;
  readonly many: Statement;
}

/** Makes both forms. `columns`: name and type of the input's columns, which are the first parameters. */
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
  const row = `(VALUES (${parameters('')})) AS g(${names})`;
  const rows = `unnest(${parameters('[]')}) AS g(${names})`;
  const [first] = Object.entries(columns);
  const inOrder = `(SELECT * FROM ${rows} ORDER BY 1 LIMIT cardinality($1::${first?.[1]}[])) AS g`;
  return {
    one: statement(`${name}-one`, textOf({ rows: row, inOrder: row })),
    many: statement(name, textOf({ rows, inOrder })),
  };
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
