import { fileURLToPath } from 'node:url';

const own = '^(?:packages|apps)/([^/]+)/';
const inTests = '^(?:packages|apps)/[^/]+/(?:test|e2e|bench)/|\\.config\\.ts$';
const compositionRoots = [
  '^apps/web/src/(?:compose|server)\\.ts$',
  '^apps/worker/src/(?:compose|main|reconcile)\\.ts$',
];

const sourceOf = (...packages) => `^packages/(?:${packages.join('|')})/(?:src|schema-engine|generated)/`;
const apps = '^apps/';

/** The arrows of docs/architecture.md: prisma -> db -> domain -> apps; contracts feeds everyone. */
export default {
  forbidden: [
    {
      name: 'contracts-import-zod-only',
      comment:
        'Browsers, integrators and the server share the contracts: whatever they import, all of those carry.',
      severity: 'error',
      from: { path: sourceOf('contracts') },
      to: { pathNot: [sourceOf('contracts'), 'node_modules/zod/'] },
    },
    {
      name: 'db-knows-no-other-package',
      comment:
        'The database layer moves rows and knows neither the wire nor the rules, so that both can change without it.',
      severity: 'error',
      from: { path: sourceOf('db') },
      to: { path: [sourceOf('contracts', 'domain', 'client', 'testing'), apps] },
    },
    {
      name: 'domain-imports-contracts-and-db',
      comment: 'Rules that knew a transport or an app could not be served by another.',
      severity: 'error',
      from: { path: sourceOf('domain') },
      to: { path: [sourceOf('client', 'testing'), apps] },
    },
    {
      name: 'client-imports-contracts',
      comment: 'The client is for integrators: it talks HTTP, and must not bring the server with it.',
      severity: 'error',
      from: { path: sourceOf('client') },
      to: { path: [sourceOf('db', 'domain', 'testing'), apps] },
    },
    {
      name: 'apps-do-not-import-each-other',
      comment:
        'Web and worker are started, scaled and deployed apart; what both need is a rule, and stands in the domain.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: apps, pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-do-not-import-apps',
      comment: 'Arrows run one way: an app is made of packages.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: apps },
    },
    {
      name: 'only-composition-roots-import-db',
      comment:
        'Whoever reads the database beside the domain reads beside the scope: a row of another tenant is one query away.',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/', pathNot: compositionRoots },
      to: { path: sourceOf('db') },
    },
    {
      name: 'testing-is-for-tests-and-seeds',
      comment: 'Factories and receivers skip what the product must not.',
      severity: 'error',
      from: { path: '^(?:packages|apps)/', pathNot: ['^packages/testing/', inTests] },
      to: { path: sourceOf('testing') },
    },
    {
      name: 'source-does-not-import-tests',
      comment: 'Tests are not shipped.',
      severity: 'error',
      from: { pathNot: inTests },
      to: { path: '^(?:packages|apps)/[^/]+/(?:test|e2e|bench)/' },
    },
    {
      name: 'packages-are-entered-by-their-exports',
      comment:
        'A relative path into a neighbour goes round its package.json: neither exports nor dependencies hold there.',
      severity: 'error',
      from: { path: own },
      to: { path: '^(?:packages|apps)/', pathNot: '^(?:packages|apps)/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-circles',
      comment: 'In a circle no file can be understood, tested or loaded before the others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-import-is-found',
      comment: 'What is not found is not checked: an arrow to nowhere would pass every rule above.',
      severity: 'error',
      from: {},
      // Next brings the first one itself; the second is the client's build, which a fresh clone does not have yet.
      to: { couldNotResolve: true, pathNot: ['^server-only$', '^\\.\\./dist/cli\\.mjs$'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)generated/'] },
    exclude: { path: ['(^|/)\\.next/', '^packages/client/dist/', 'next-env\\.d\\.ts$'] },
    // Imports of types are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: fileURLToPath(new URL('apps/web/tsconfig.json', import.meta.url)) },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@strowger/source', 'import', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
