import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { InvalidCursor } from '#graph';

interface ErrorLogger {
  error(fields: Record<string, unknown>, message: string): void;
}

const STORE_DOWN =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|Connection terminated|connection timeout|Connection is closed|max retries per request|ServiceUnavailable|Could not perform discovery|Failed to connect|Pool is closed|the database system is (starting up|shutting down)|terminating connection|DataSource is not|not established/i;

/** Whether an error means that a store cannot be reached now. */
export function isStoreDown(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isStoreDown);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    STORE_DOWN.test(`${error.name} ${code} ${error.message}`) || (error.cause !== undefined && isStoreDown(error.cause))
  );
}

/** What clients see of an error: our own words and code, never a stack, a statement or a host name. Unknown errors are logged in full. */
export function formatError(logger: ErrorLogger) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown);
    const place = {
      ...(formatted.path ? { path: formatted.path } : {}),
      ...(formatted.locations ? { locations: formatted.locations } : {}),
    };
    if (error instanceof InvalidCursor)
      return { ...place, message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
    if (error instanceof GraphQLError)
      return {
        ...place,
        message: error.message.slice(0, 500),
        extensions: { code: error.extensions['refusal'] ?? formatted.extensions?.['code'] ?? 'BAD_REQUEST' },
      };
    if (isStoreDown(error)) {
      logger.error({ err: describe(error), path: formatted.path }, 'a store could not be reached');
      return {
        ...place,
        message:
          'A store cannot be reached right now. Nothing was lost; try again in a moment (/readyz says which one).',
        extensions: { code: 'STORE_UNAVAILABLE' },
      };
    }
    const code = formatted.extensions?.['code'];
    if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR')
      return { ...place, message: formatted.message.slice(0, 500), extensions: { code } };
    logger.error({ err: describe(error), path: formatted.path }, 'a field failed');
    return {
      ...place,
      message: 'Something went wrong on our side; the log of the API says what.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
