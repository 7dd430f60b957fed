import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { isInstant } from './instant.js';

/** Times cross the API as ISO 8601 text with a zone; the graph's texts pass as they are, Postgres's dates are written in UTC. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'ISO 8601 time with zone.',
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'string') return value;
    throw new GraphQLError(`Not a time: ${typeof value}`);
  },
  parseValue: readTime,
  parseLiteral: (node) => readTime(node.kind === Kind.STRING ? node.value : null),
});

function readTime(value: unknown): string {
  if (typeof value === 'string' && isInstant(value)) return value;
  throw new GraphQLError(
    'A time must be ISO 8601 text with zone, of a day that exists, e.g. "2026-05-01T18:30:00-05:00".',
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
