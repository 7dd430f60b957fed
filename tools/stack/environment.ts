import type { Mode } from './options.js';
import type { Secrets } from './secrets.js';
import type { StoreUrls } from './stores.js';
import { basics } from './surroundings.js';

/** Everything the environment of api and workers is made of. */
export interface EnvironmentParts {
  mode: Mode;
  stores: StoreUrls;
  secrets: Secrets;
  apiPort: number;
  /** Where the dashboard answers, also when it is not started. */
  adminUrl: string;
  signInCode: string;
  /** In town mode. */
  townPort?: number;
  /** The environment `npm start` was given: PATH, and in live mode the providers' keys. */
  outer: NodeJS.ProcessEnv;
}

/** Names that are passed on from the outer environment in every mode. */
const PASSED_ON = [
  'NODE_ENV',
  'NODE_OPTIONS',
  'BUDGET_DAILY_MICRO_USD',
  'NOTIFY_WEBHOOK_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
];

/** Outside names that are the stack's own to set, whatever the outer environment says. */
const PROVIDER = /^(ANTHROPIC|VOYAGE|SERPER|APIFY|NOMINATIM)_/;

/** The environment of the API and, with a WORKER_PORT of its own, of each worker. Pure: same parts, same result. */
export function appEnvironment(parts: EnvironmentParts): NodeJS.ProcessEnv {
  const { mode, stores, secrets, outer } = parts;
  return {
    ...basics(outer),
    ...pick(outer, (name) => PASSED_ON.includes(name)),
    LOG_LEVEL: outer.LOG_LEVEL ?? 'info',
    SCOUT_MODE: mode,
    DATABASE_URL: stores.postgres,
    REDIS_URL: stores.redis,
    NEO4J_URI: stores.neo4j,
    NEO4J_USER: stores.neo4jUser,
    NEO4J_PASSWORD: stores.neo4jPassword,
    API_HOST: '127.0.0.1',
    API_PORT: String(parts.apiPort),
    ADMIN_URL: parts.adminUrl,
    AUTH_SECRET: secrets.authSecret,
    API_TOKEN_VIEWER: secrets.tokens.viewer,
    API_TOKEN_OPERATOR: secrets.tokens.operator,
    API_TOKEN_ADMIN: secrets.tokens.admin,
    SIGN_IN_CODE: parts.signInCode,
    ...(mode === 'live' ? pick(outer, (name) => PROVIDER.test(name)) : {}),
    ...(mode === 'structured' ? pick(outer, (name) => name === 'NOMINATIM_BASE_URL') : {}),
    ...(mode === 'town' ? townEnvironment(parts.townPort) : {}),
  };
}

/** The sample town as the outside world: only base URLs differ from live mode. */
function townEnvironment(port: number | undefined): NodeJS.ProcessEnv {
  if (port === undefined) throw new Error('Town mode needs the port of the town.');
  const town = `http://127.0.0.1:${port}`;
  return {
    ANTHROPIC_API_KEY: 'town',
    ANTHROPIC_BASE_URL: `${town}/anthropic`,
    VOYAGE_API_KEY: 'town',
    VOYAGE_BASE_URL: `${town}/voyage`,
    SERPER_API_KEY: 'town',
    SERPER_BASE_URL: `${town}/serper`,
    APIFY_TOKEN: 'town',
    APIFY_BASE_URL: `${town}/apify`,
    NOMINATIM_BASE_URL: `${town}/nominatim`,
    WEB_GATEWAY_URL: `${town}/web`,
    WEB_GATEWAY_CONNECT: `127.0.0.1:${port}`,
    // RFC 5737 TEST-NET-3: the addresses that the town's DNS table answers with.
    WEB_GATEWAY_NETS: '203.0.113.0/24',
    PROVIDER_BAGGAGE: 'true',
  };
}

function pick(from: NodeJS.ProcessEnv, wanted: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(from).filter(([name]) => wanted(name)));
}
