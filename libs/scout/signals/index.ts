export { contentOf, signalText } from './content.js';
export { updateCauseHeat } from './region-heat.js';
export { storeSignals, STORE_BATCH } from './store-signals.js';
export type { SignalToStore, StoreOutcome, StoreRequest } from './store-signals.js';
export { decodeVector, encodeVector } from './vector-codec.js';
