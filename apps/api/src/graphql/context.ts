import type { Caller } from '../auth/caller.js';
import type { Loaders } from './loaders.js';

/** What every resolver is given: who asks, and the loaders of this request. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
}
