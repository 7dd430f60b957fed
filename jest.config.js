import { readFileSync } from 'node:fs';

/** The build's compiler settings without its exclusion of test files. */
const {
  exclude: _tests,
  $schema: _schema,
  ...swc
} = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** Unit tests (`*.spec.ts`) run anywhere; integration tests (`*.int.spec.ts`) need the stores that `npm test` starts. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: {
    '^#(durable|graph|scout)$': '<rootDir>/libs/$1/index.ts',
    '^#scout/(.*)$': '<rootDir>/libs/scout/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.next/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

export default {
  // Generous, so that a busy machine fails no test that only waits; tests of durations state their own limits.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/tools/stack/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,bench,libs,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '\\.int\\.spec\\.ts$'],
    },
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/{apps,libs,tools}/**/*.int.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/e2e/**/*.e2e.spec.ts'] },
  ],
};
