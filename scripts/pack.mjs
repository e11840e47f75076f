/**
 * Makes what is published, in release/: a folder for each package, whole, and its archive. Publishes nothing.
 *
 *   node scripts/pack.mjs [folder, in place of release/]
 */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './lib/bundle.mjs';
import { npm } from './lib/npm.mjs';
import { dist } from './lib/programs.mjs';
import { manifest, published } from './lib/published.mjs';
import { fail, say } from './lib/say.mjs';
import { root } from './lib/workspace.mjs';

/** @typedef {import('./lib/published.mjs').Published} Published */

const release = path.resolve(process.argv[2] ?? path.join(root, 'release'));
mkdirSync(release, { recursive: true });
for (const one of published) {
  const folder = path.join(release, one.folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  if (one.kind === 'program') copyPrograms(folder);
  else await makeLibrary(one, folder);
  cpSync(path.join(root, one.readme), path.join(folder, 'README.md'));
  cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(one), null, 2)}\n`);
  const [{ filename, size }] = JSON.parse(npm(['pack', '--json', '--pack-destination', release], { cwd: folder }));
  say(`${path.basename(filename)}: ${Math.ceil(size / 1024)} kB`);
}

/** All of dist/ but source maps, which tell of this checkout. @param {string} folder */
function copyPrograms(folder) {
  for (const name of readdirSync(dist)) {
    if (name.endsWith('.map') || name.startsWith('.') || name === 'bin') continue;
    cpSync(path.join(dist, name), path.join(folder, name), { recursive: true });
  }
}

/**
 * @param {Published} one
 * @param {string} folder
 */
async function makeLibrary(one, folder) {
  const source = path.join(root, 'packages', one.folder, 'src/index.ts');
  await build({
    ...bundleOptions,
    absWorkingDir: root,
    external: [...bundleOptions.external, ...one.types],
    entryPoints: [source],
    outdir: folder,
    chunkNames: 'chunk-[name]-[hash]',
    splitting: true,
  });
  writeDeclarations(source, path.join(folder, 'types'));
}

/**
 * The declarations that the entry leads to, and no others.
 * @param {string} source
 * @param {string} folder
 */
function writeDeclarations(source, folder) {
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const all = mkdtempSync(path.join(cache, 'asm-privatelink-types-'));
  try {
    const config = path.join(all, 'tsconfig.json');
    const compilerOptions = {
      noEmit: false,
      incremental: false,
      tsBuildInfoFile: null,
      declaration: true,
      emitDeclarationOnly: true,
      allowJs: false,
      checkJs: false,
      rootDir: path.dirname(source),
      outDir: all,
    };
    const settings = { extends: path.join(root, 'tsconfig.json'), compilerOptions, include: [], files: [source] };
    writeFileSync(config, JSON.stringify(settings));
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    const run = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
    if (run.status !== 0) fail(`no declarations of ${source}:\n${run.stdout}${run.stderr}`);
    for (const name of reached(all, 'index.d.ts')) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      // What a module loads for its effects is in the bundle, and says nothing of types.
      const text = readFileSync(path.join(all, name), 'utf8').replace(/^import '[^']+';\n/gm, '');
      writeFileSync(path.join(folder, name), text);
    }
  } finally {
    rmSync(all, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @param {string} entry
 */
function reached(folder, entry) {
  const found = new Set([entry]);
  for (const name of found) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/(?:from |import\()['"](\.{1,2}\/[^'"]+)\.ts['"]/g)) {
      found.add(`${path.join(path.dirname(name), specifier)}.d.ts`);
    }
  }
  return found;
}
