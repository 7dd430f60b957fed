/** The editor's background workers, from this server. */
const FILES = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new globalThis.Worker(`/graphql/assets/${FILES[label] ?? 'editor.worker.js'}`),
};
