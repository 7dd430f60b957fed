/**
 * Writes the dashboard's GraphQL types from the API's committed schema: `node apps/admin/codegen.mjs`.
 * With `--check` it writes nothing and fails when the committed file is not what would be written.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import { parse } from 'graphql';
import { format } from 'prettier';

const here = new URL('.', import.meta.url);
const target = new URL('generated/graphql.ts', here);
const schema = parse(await readFile(new URL('../api/schema.graphql', here), 'utf8'));
const names = (await readdir(new URL('queries/', here))).filter((name) => name.endsWith('.graphql')).sort();
const documents = await Promise.all(
  names.map(async (name) => ({
    location: name,
    document: parse(await readFile(new URL(`queries/${name}`, here), 'utf8')),
  })),
);
const config = {
  scalars: { DateTime: 'string', JSON: 'unknown' },
  enumsAsTypes: true,
  onlyOperationTypes: true,
  avoidOptionals: { field: true },
  skipTypename: true,
  useTypeImports: true,
  documentMode: 'documentNode',
};
const generated = await codegen({
  filename: 'graphql.ts',
  schema,
  documents,
  config,
  plugins: [{ operations: {} }, { typedDocuments: {} }],
  pluginMap: { operations, typedDocuments },
});
const text = await format(`// Written by apps/admin/codegen.mjs from the API's schema; do not edit.\n${generated}`, {
  parser: 'typescript',
  singleQuote: true,
  printWidth: 120,
});
if (process.argv.includes('--check')) {
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current !== text) {
    console.error('apps/admin/generated/graphql.ts is out of date: run `node apps/admin/codegen.mjs`.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, text);
}
