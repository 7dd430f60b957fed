/** Prints a .env for docker-compose.yml with fresh secrets: `node tools/compose-env.mjs [town|structured|live] > .env`. */
import { randomBytes } from 'node:crypto';

const MODES = ['town', 'structured', 'live'];
const mode = process.argv[2] ?? 'structured';
if (!MODES.includes(mode)) {
  console.error(`Unknown mode "${mode}": ${MODES.join(', ')}.`);
  process.exit(1);
}

const secrets = [
  'POSTGRES_PASSWORD',
  'REDIS_PASSWORD',
  'NEO4J_PASSWORD',
  'AUTH_SECRET',
  'API_TOKEN_VIEWER',
  'API_TOKEN_OPERATOR',
  'API_TOKEN_ADMIN',
  'SIGN_IN_CODE',
];
const town = 'http://town:4005';
const lines = [
  `SCOUT_MODE=${mode}`,
  ...secrets.map((name) => `${name}=${randomBytes(32).toString('hex')}`),
  'ADMIN_URL=http://localhost:4001',
  ...(mode === 'town'
    ? [
        'ANTHROPIC_API_KEY=town',
        `ANTHROPIC_BASE_URL=${town}/anthropic`,
        'VOYAGE_API_KEY=town',
        `VOYAGE_BASE_URL=${town}/voyage`,
        'SERPER_API_KEY=town',
        `SERPER_BASE_URL=${town}/serper`,
        'APIFY_TOKEN=town',
        `APIFY_BASE_URL=${town}/apify`,
        `NOMINATIM_BASE_URL=${town}/nominatim`,
        `WEB_GATEWAY_URL=${town}/web`,
        'WEB_GATEWAY_CONNECT=town:4005',
        'WEB_GATEWAY_NETS=203.0.113.0/24',
        'PROVIDER_BAGGAGE=true',
      ]
    : []),
  ...(mode === 'live' ? ['ANTHROPIC_API_KEY=', 'VOYAGE_API_KEY=', 'SERPER_API_KEY=', 'APIFY_TOKEN='] : []),
];
console.log(lines.join('\n'));
