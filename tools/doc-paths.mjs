/** Fails when a document names a file or folder of this repository that does not exist. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './bootstrap/place.mjs';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/runbook.md', 'libs/durable/README.md'];
const missing = [];

for (const document of DOCUMENTS) {
  const text = readFileSync(join(root, document), 'utf8');
  const named = [...text.matchAll(/`((?:apps|libs|tools|e2e|bench|docs)\/[^`\s<*,]*)`/g)].map(([, path]) =>
    join(root, path),
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) =>
    join(root, dirname(document), path),
  );
  for (const path of [...named, ...linked])
    if (!existsSync(path)) missing.push(`${document}: ${path.slice(root.length + 1)}`);
}
if (missing.length > 0) {
  console.error(`These are named but do not exist:\n${missing.join('\n')}`);
  process.exit(1);
}
