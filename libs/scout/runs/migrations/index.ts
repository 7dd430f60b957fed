import { Operations1763800000000 } from './1763800000000-operations.js';
import { UsedSignInCodes1763800100000 } from './1763800100000-used-sign-in-codes.js';

/** Migrations of the schema `audit` (what operators did and asked for), oldest first. */
export const runsMigrations = [Operations1763800000000, UsedSignInCodes1763800100000] as const;
