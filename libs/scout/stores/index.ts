/** The three stores as one: configuration, handles, migrations, signs of life. */
export { storesConfigSchema, type StoresConfig } from './config.js';
export { closeStores, connectStores, type StoreLogger, type Stores } from './connect.js';
export { migrateStores, prepareStores } from './prepare.js';
export { probeStores, STORE_NAMES, type StoreName, type StoreProbe } from './probe.js';
