import { z } from 'zod';
import { parseNetworks } from './web/networks.js';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((value) => value === 'true' || value === '1');
const milliseconds = z.coerce.number().int().min(0).max(600_000);
/** An empty variable means the same as a missing one: compose files and shells often leave `KEY=`. */
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const withDefault = (value: string, schema: z.ZodString | z.ZodURL) =>
  z.preprocess((given) => (given === '' || given === undefined ? value : given), schema);
const baseUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const hostAndPort = z.string().regex(/^[\w.-]+:\d{1,5}$/, 'must be host:port, for example 127.0.0.1:4006');

/** Everything the adapters are configured by. Both apps put it into their own schema; keys are the names of the environment variables. */
export const providersConfigSchema = z.object({
  SCOUT_MODE: z
    .enum(['town', 'structured', 'live'])
    .default('town')
    .describe('town: the sample town answers; structured: the real web without paid services; live: everything'),
  ANTHROPIC_API_KEY: optional(z.string())
    .describe('Key for the LLM; without it phases use structured data only')
    .meta({ secret: true }),
  ANTHROPIC_BASE_URL: withDefault('https://api.anthropic.com', baseUrl),
  LLM_MODEL_FAST: withDefault('claude-haiku-4-5', z.string()).describe('Model that reads and judges in bulk'),
  LLM_MODEL_SMART: withDefault('claude-sonnet-5', z.string()).describe('Model that reasons over several turns'),
  VOYAGE_API_KEY: optional(z.string())
    .describe('Key for embeddings; without it a local English model is used')
    .meta({ secret: true }),
  VOYAGE_BASE_URL: withDefault('https://api.voyageai.com', baseUrl),
  EMBEDDING_MODEL: withDefault('voyage-3.5', z.string()),
  SERPER_API_KEY: optional(z.string()).describe('Key for web search').meta({ secret: true }),
  SERPER_BASE_URL: withDefault('https://google.serper.dev', baseUrl),
  APIFY_TOKEN: optional(z.string()).describe('Token for reading social platforms').meta({ secret: true }),
  APIFY_BASE_URL: withDefault('https://api.apify.com', baseUrl),
  NOMINATIM_BASE_URL: optional(baseUrl).describe(
    'Geocoder; live mode uses the public one when empty, structured mode its own gazetteer',
  ),
  WEB_GATEWAY_URL: optional(baseUrl).describe('Egress gateway whose DNS is asked instead of the system resolver'),
  WEB_GATEWAY_CONNECT: optional(hostAndPort).describe(
    'host:port that connections to addresses of WEB_GATEWAY_NETS go to',
  ),
  WEB_GATEWAY_NETS: z
    .string()
    .default('')
    .transform((value, context) => {
      try {
        return parseNetworks(value);
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
        return z.NEVER;
      }
    })
    .describe('CIDRs (comma separated) that exist only behind the gateway, such as 203.0.113.0/24'),
  WEB_USER_AGENT: withDefault('CommunityScoutBot/0.1 (reads public pages; honours robots.txt)', z.string()).describe(
    'Honest name sent to every web server; put a page about your scout and a contact into it',
  ),
  WEB_HOST_DELAY_MS: optional(milliseconds).describe(
    'Pause between two requests to one host; default 1000, behind a gateway 0',
  ),
  PROVIDER_BAGGAGE: flag.describe('Send run and step as W3C baggage with every provider and web request'),
});
export type ProvidersConfig = z.output<typeof providersConfigSchema>;
