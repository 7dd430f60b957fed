import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { LIMITS, tooBig } from './request-shape.js';

const messageFor = (query: string, variables?: Record<string, unknown>) => tooBig(parse(query), variables)?.message;
const nested = (levels: number): string => (levels === 0 ? 'id' : `a { ${nested(levels - 1)} }`);

describe('the size of a request', () => {
  it('is limited in depth', () => {
    expect(messageFor(`{ ${nested(LIMITS.depth - 1)} }`)).toBeUndefined();
    expect(messageFor(`{ ${nested(LIMITS.depth)} }`)).toMatch(/levels/);
  });
  it('counts a fragment wherever it is used', () => {
    const fragment = `fragment F on A { ${nested(LIMITS.depth - 3)} }`;
    expect(messageFor(`{ a { ...F } } ${fragment}`)).toBeUndefined();
    expect(messageFor(`{ a { ...F } b: a { a { a { ...F } } } } ${fragment}`)).toMatch(/levels/);
  });
  it('is too big for a fragment that contains itself', () => {
    expect(messageFor('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toMatch(/levels/);
  });
  it('multiplies by page sizes, also by those in variables', () => {
    const query =
      'query ($n: Int) { a(first: $n) { edges { node { b(first: 100) { edges { node { c d e f g h } } } } } } }';
    expect(messageFor(query, { n: 1 })).toBeUndefined();
    expect(messageFor(query, { n: 100 })).toMatch(/page sizes/);
  });
  it('is limited in aliases and root fields', () => {
    expect(messageFor(`{ a { ${Array.from({ length: 41 }, (_, i) => `x${String(i)}: b`).join(' ')} } }`)).toMatch(
      /aliases/,
    );
    expect(messageFor(`{ ${'a '.repeat(21)} }`)).toMatch(/root fields/);
  });
  it("lets the tools' introspection through", () => {
    expect(tooBig(parse(getIntrospectionQuery()))).toBeNull();
  });

  const folder = join(process.cwd(), 'apps/admin/queries');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.graphql')) : [];
  it('lets every document of the dashboard through, and each fits the schema', () => {
    expect(files.length).toBeGreaterThan(0);
    const schema = buildSchema(readFileSync(join(process.cwd(), 'apps/api/schema.graphql'), 'utf8'));
    const document = parse(files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n'));
    expect(validate(schema, document).map((error) => error.message)).toEqual([]);
    expect(tooBig(document)?.message).toBeUndefined();
  });
});
