import { ApiError } from '../graphql/api-error.js';
import { isInstant } from '../graphql/instant.js';

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const TYPES = ['gathering', 'aid', 'need', 'notice', 'tension'];
const STATUSES = ['staged', 'live', 'rejected', 'expired'];

/** The fields of a signal filter in a query string: `types=AID,NEED&reviewStatus=LIVE&minConfidence=0.5&search=…&from=…&to=…`. */
export function filterFromQuery(query: Query): Record<string, unknown> {
  const types = words(query['types'] ?? query['type'], TYPES, 'types');
  const [reviewStatus] = words(query['reviewStatus'] ?? query['status'], STATUSES, 'reviewStatus') ?? [];
  return {
    types,
    reviewStatus,
    minConfidence: number(query['minConfidence'], 'minConfidence'),
    search: text(query['search']),
    from: time(query['from'], 'from'),
    to: time(query['to'], 'to'),
    situationId: text(query['situationId']),
    sourceId: text(query['sourceId']),
    runId: text(query['runId']),
  };
}

function text(value: Query[string]): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Comma separated or repeated words of a list, in any case. */
function words(value: Query[string], allowed: readonly string[], name: string): string[] | undefined {
  const given = [value ?? []]
    .flat()
    .flatMap((part) => part.split(','))
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
  const unknown = given.find((word) => !allowed.includes(word));
  if (unknown !== undefined)
    throw new ApiError('BAD_USER_INPUT', `${name}: known are ${allowed.map((word) => word.toUpperCase()).join(', ')}.`);
  return given.length === 0 ? undefined : given;
}

function number(value: Query[string], name: string): number | undefined {
  const given = text(value);
  if (given === undefined) return undefined;
  if (!Number.isFinite(Number(given))) throw new ApiError('BAD_USER_INPUT', `${name} must be a number.`);
  return Number(given);
}

function time(value: Query[string], name: string): string | undefined {
  const given = text(value);
  if (given !== undefined && !isInstant(given) && !isInstant(`${given}T00:00:00Z`))
    throw new ApiError('BAD_USER_INPUT', `${name} must be an ISO time with zone, or a day.`);
  return given;
}
