/** Bundles GraphiQL, so that it needs nothing from elsewhere: `node apps/api/graphiql/build.mjs [OUT]` (default dist/apps/api/graphiql). */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = process.argv[2] ?? here('../../../dist/apps/api/graphiql');
const common = {
  bundle: true,
  minify: true,
  outdir,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};

await build({
  ...common,
  entryPoints: { graphiql: here('./graphiql.jsx') },
  format: 'esm',
  jsx: 'automatic',
  loader: { '.ttf': 'dataurl' },
});
await build({
  ...common,
  entryPoints: {
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  },
  format: 'iife',
});
