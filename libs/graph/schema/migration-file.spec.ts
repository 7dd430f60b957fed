import { parseMigration, readMigrations } from './migration-file.js';

describe('migration files', () => {
  it('hold statements that end with a semicolon, and comments', () => {
    const { version, statements } = parseMigration(
      'V012__some_words.cypher',
      '// why; not what\nMATCH (n)\nRETURN n;\n\nCREATE (m);',
    );
    expect(version).toBe(12);
    expect(statements).toEqual(['MATCH (n)\nRETURN n', 'CREATE (m)']);
  });

  it('have a checksum that line endings do not change, and anything else does', () => {
    const of = (text: string) => parseMigration('V1__x.cypher', text).checksum;
    expect(of('CREATE (n);\r\n')).toBe(of('CREATE (n);\n'));
    expect(of('CREATE (n);')).not.toBe(of('CREATE (m);'));
  });

  it.each(['1__x.cypher', 'V1_x.cypher', 'V1__X y.cypher'])('refuses the name %s', (name) => {
    expect(() => parseMigration(name, '')).toThrow('must be named V<number>__<words>.cypher');
  });

  it('of this library are numbered without gaps', async () => {
    const versions = (await readMigrations()).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, i) => i + 1));
  });
});
