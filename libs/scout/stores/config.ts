import { z } from 'zod';

const url = (protocol: RegExp, example: string) => z.url({ protocol, error: `must be a URL such as ${example}` });

/** Where the three stores are. Read by every process that uses them. */
export const storesConfigSchema = z.object({
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user:password@127.0.0.1:5432/scout')
    .describe('Postgres: runs, archive, costs, audit')
    .meta({ secret: true }),
  REDIS_URL: url(/^rediss?$/, 'redis://127.0.0.1:6379')
    .describe('Redis: queues and politeness; needs maxmemory-policy=noeviction and AOF')
    .meta({ secret: true }),
  NEO4J_URI: url(/^(bolt|neo4j)(\+s|\+ssc)?$/, 'bolt://127.0.0.1:7687').describe('Neo4j: the graph'),
  NEO4J_USER: z.string().min(1).default('neo4j').describe('User of Neo4j'),
  NEO4J_PASSWORD: z.string().min(1).describe('Password of that user').meta({ secret: true }),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/, 'must be letters, digits, _ and -')
    .default('durable')
    .describe('Namespace of the queues in Redis; the same for the API and its workers'),
});
export type StoresConfig = z.infer<typeof storesConfigSchema>;
