import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How big a request may be. */
export const LIMITS = {
  /** Lexical tokens; checked by the parser, which stops there. */
  tokens: 2_000,
  /** Characters of the whole request. */
  bytes: 100_000,
  depth: 14,
  /** Fields after all fragments are put in, each multiplied by the page sizes above it. */
  cost: 60_000,
  aliases: 40,
  rootFields: 20,
  directives: 20,
  variables: 50,
} as const;

/**
 * Extensions of an error that refuses a whole request: its HTTP status, and the code twice, because the server puts its own
 * code over that of validation errors (`formatError` puts ours back).
 */
export function refusedAs(code: string, status = 400) {
  return { code, refusal: code, http: { status } };
}

const ASSUMED_PAGE = 50;
const MAX_PAGE = 100;

interface Measure {
  readonly depth: number;
  readonly cost: number;
  readonly aliases: number;
}

/** Why an operation is too big, or null. Fragments count every time they are used; a cycle counts as too deep. */
export function tooBig(document: DocumentNode, variables: Readonly<Record<string, unknown>> = {}): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  for (const operation of operations) {
    if ((operation.variableDefinitions?.length ?? 0) > LIMITS.variables) return refusal('variables', LIMITS.variables);
    if (operation.selectionSet.selections.length > LIMITS.rootFields) return refusal('root fields', LIMITS.rootFields);
    const measured = measure(operation.selectionSet, { fragments, variables, memo: new Map(), open: new Set() });
    if (measured === 'cycle' || measured.depth > LIMITS.depth) return refusal('levels', LIMITS.depth);
    if (measured.aliases > LIMITS.aliases) return refusal('aliases', LIMITS.aliases);
    if (measured.cost > LIMITS.cost) return refusal('fields times page sizes', LIMITS.cost);
  }
  return null;
}

interface Scope {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of fragments measured before: amplification by nesting costs no time. */
  readonly memo: Map<string, Measure>;
  readonly open: Set<string>;
}

function measure(set: SelectionSetNode, scope: Scope): Measure | 'cycle' {
  let depth = 0;
  let cost = 0;
  let aliases = 0;
  for (const selection of set.selections) {
    let part: Measure | 'cycle';
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      part = measureFragment(selection.name.value, scope);
    } else {
      const inner =
        selection.selectionSet === undefined
          ? { depth: 0, cost: 0, aliases: 0 }
          : measure(selection.selectionSet, scope);
      if (inner === 'cycle') return 'cycle';
      if (selection.kind === Kind.INLINE_FRAGMENT) part = inner;
      else {
        // Introspection reads no store, and the tools' own query of it is deep: graphql-js limits its nesting by itself.
        const introspects = selection.name.value === '__schema' || selection.name.value === '__type';
        const times = pageOf(selection.arguments ?? [], selection.selectionSet, scope.variables);
        part = {
          depth: introspects ? 1 : inner.depth + 1,
          cost: 1 + inner.cost * times,
          aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
        };
      }
    }
    if (part === 'cycle') return 'cycle';
    depth = Math.max(depth, part.depth);
    cost += part.cost;
    aliases += part.aliases;
  }
  return { depth, cost, aliases };
}

function measureFragment(name: string, scope: Scope): Measure | 'cycle' {
  if (scope.open.has(name)) return 'cycle';
  const known = scope.memo.get(name);
  if (known !== undefined) return known;
  const fragment = scope.fragments.get(name);
  if (fragment === undefined) return { depth: 0, cost: 0, aliases: 0 };
  scope.open.add(name);
  const measured = measure(fragment.selectionSet, scope);
  scope.open.delete(name);
  if (measured !== 'cycle') scope.memo.set(name, measured);
  return measured;
}

/** How many times the fields below a field are read: its page size when it is a list by pages, else once. */
function pageOf(
  args: readonly { readonly name: { readonly value: string }; readonly value: unknown }[],
  set: SelectionSetNode | undefined,
  variables: Readonly<Record<string, unknown>>,
): number {
  const pages =
    set?.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === 'edges') ?? false;
  const first = args.find((argument) => argument.name.value === 'first')?.value as
    { kind?: string; value?: string; name?: { value: string } } | undefined;
  if (first?.kind === Kind.INT) return clampPage(Number(first.value));
  if (first?.kind === Kind.VARIABLE && typeof variables[first.name?.value ?? ''] === 'number')
    return clampPage(variables[first.name?.value ?? ''] as number);
  return pages ? ASSUMED_PAGE : 1;
}

function clampPage(first: number): number {
  return Math.min(Math.max(first, 1), MAX_PAGE);
}

function refusal(what: string, limit: number): GraphQLError {
  return new GraphQLError(`This request asks for too much: at most ${String(limit)} ${what}. Ask for less at a time.`, {
    extensions: refusedAs('REQUEST_TOO_BIG'),
  });
}
