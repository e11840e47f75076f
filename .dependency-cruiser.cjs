/**
 * The house: which package may use which. A package uses only what stands below it, through its index.ts.
 */
const floors = {
  api: [],
  apiserver: [],
  cloud: [],
  emulator: [],
  link: ['api', 'cloud'],
  operator: ['api', 'cloud', 'link'],
  console: ['api', 'cloud', 'link'],
  cli: ['api', 'apiserver', 'cloud', 'console', 'emulator', 'link', 'operator'],
};

const tests = '([.]test[.]ts|/testing[^/]*[.]ts|/testing/.*|/contract/.*)$';

/** One rule a package: of ours it may import itself and what `below` names. */
const floorRules = Object.entries(floors).map(([name, below]) => ({
  name: `floor-of-${name}`,
  comment: `${name} may use ${below.length > 0 ? below.join(', ') : 'no other package of ours'}: see CONTRIBUTING.md, "The house".`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'only-through-the-index',
      comment:
        'What a package gives to others is what its index.ts exports; a part that its package.json exports by itself is for programs that must start quickly.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/',
        pathNot: [
          '^packages/$1/',
          '^packages/[^/]+/src/index[.]ts$',
          '^packages/api/src/(names|reasons)[.]ts$',
          '^packages/operator/src/client[.]ts$',
          '^packages/console/src/links/index[.]ts$',
        ],
      },
    },
    {
      name: 'no-circles',
      comment: 'Two files that import each other are one file, or miss a third that both use.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'sdk-in-one-file',
      comment:
        'The cloud SDK is CommonJS with loose types: packages/cloud/src/sdk.ts alone imports it, and tests that the emulator serves it unmodified.',
      severity: 'error',
      from: {
        pathNot: [
          '^packages/cloud/src/sdk([.]test)?[.]ts$',
          '^packages/emulator/src/sdk[.]test[.]ts$',
          '^test/clients/',
        ],
      },
      to: { path: 'node_modules/(@alicloud|@darabonba)/', dependencyTypesNot: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Only tests import tests, test helpers and development dependencies.',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { path: [tests, '^test/', '^bench/', '^scripts/'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere, or to a package that package.json does not name.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: "A package names what it uses in its own package.json; only tests may lean on the workspace's tools.",
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
