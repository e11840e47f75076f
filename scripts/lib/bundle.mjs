/** How TypeScript sources become JavaScript that Node runs: the same options for programs, generators and benches. */
import { lean } from './lean.mjs';

/** CommonJS parts inside an ES module still call `require` for Node's own modules. */
const requireBanner =
  "import { createRequire as createRequire__ } from 'node:module';\nconst require = createRequire__(import.meta.url);";

/** @satisfies {import('esbuild').BuildOptions} */
export const bundleOptions = {
  bundle: true,
  format: /** @type {const} */ ('esm'),
  platform: /** @type {const} */ ('node'),
  target: 'node20',
  // Binary for each platform, loaded only by an API server that keeps data, and not on Node 24 and later.
  external: ['libsql'],
  plugins: [lean],
  banner: { js: requireBanner },
  // A program's text stays in memory while it runs, and takes twice as much with one letter outside ASCII, which some licences have:
  // they go into files beside it. Names are kept, so that stacks can be read.
  minifyWhitespace: true,
  legalComments: /** @type {const} */ ('external'),
  logLevel: /** @type {const} */ ('warning'),
};
