/** The direction of dependencies (docs/architecture.md). A wrong arrow fails `npm run check`. */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    forbid(
      'durable-knows-nothing-above',
      '^libs/durable/',
      '^(libs/(graph|scout)|apps|tools)/',
      'the engine knows nothing of scouting',
    ),
    forbid(
      'graph-knows-nothing-above',
      '^libs/graph/',
      '^(libs/(durable|scout)|apps|tools)/',
      'the graph knows no queue and no pipeline',
    ),
    forbid('scout-knows-no-app', '^libs/scout/', '^(apps|tools)/', 'libraries do not know applications'),
    forbid(
      'domain-is-pure',
      '^libs/scout/domain/',
      '^(libs/(?!scout/domain/)|apps|tools)/',
      'domain imports nothing but itself',
    ),
    {
      name: 'domain-has-no-io',
      severity: 'error',
      from: { path: '^libs/scout/domain/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'a-phase-imports-no-other-phase',
      severity: 'error',
      from: { path: '^libs/scout/phases/([^/]+)/', pathNot: '^libs/scout/phases/(registry|runner)' },
      to: { path: '^libs/scout/phases/([^/]+)/', pathNot: '^libs/scout/phases/($1|testing)/' },
    },
    forbid(
      'admin-imports-no-server-code',
      '^apps/admin/',
      '^(libs|tools|apps/(api|worker|cli))/',
      'the dashboard knows the schema and nothing else',
    ),
    forbid('cli-imports-no-server-code', '^apps/cli/', '^(libs/|apps/(api|worker|admin))', 'the CLI speaks to the API'),
    forbid('town-is-the-outside-world', '^tools/town/', '^(libs|apps)/', 'stand-ins speak wire formats, not our types'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.next|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
