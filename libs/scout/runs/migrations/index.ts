import { Operations1763800000000 } from './1763800000000-operations.js';

/** Migrations of the schema `audit` (what operators did and asked for), oldest first. */
export const runsMigrations = [Operations1763800000000] as const;
