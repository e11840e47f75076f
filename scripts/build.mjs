/**
 * Bundles the programs into dist/: one esbuild step, source maps beside, everything that is loaded lazily in chunks of its own.
 */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './lib/bundle.mjs';
import { buildPages, pagesFolder } from './lib/pages.mjs';
import { commands, dist, programs, sourcesHash, stampName } from './lib/programs.mjs';
import { fail, say, since } from './lib/say.mjs';
import { root } from './lib/workspace.mjs';

const start = performance.now();
const wanted = programs();
const hash = sourcesHash();
const files = wanted.length > 0 ? (await Promise.all([bundle(), buildPages()])).flat() : [];
for (const { source } of wanted.filter(({ name }) => !startsWithHashbang(`${name}.js`))) {
  fail(`${source} must begin with #!/usr/bin/env node: the program is installed as a command`);
}
const names = new Set([...files.map(({ name }) => name), stampName, 'bin', pagesFolder]);

mkdirSync(path.join(dist, pagesFolder), { recursive: true });
// Chunks carry their hash in the name, so new ones never overwrite old ones; programs come after the chunks they name, and what
// no program names any more goes last. Whoever starts a program meanwhile gets the old one or the new one, whole.
for (const file of [...files.filter(isChunk), ...files.filter((other) => !isChunk(other))]) {
  writeWhole(file, isProgram(file) ? 0o755 : 0o644);
}
for (const name of readdirSync(dist).filter((present) => !names.has(present))) {
  rmSync(path.join(dist, name), { recursive: true });
}
linkCommands();
writeWhole({ name: stampName, contents: Buffer.from(hash) }, 0o644);

if (wanted.length === 0) {
  say('nothing to build: no package has a src/main.ts');
} else {
  say(`built ${wanted.map(({ name }) => `dist/${name}.js`).join(', ')} in ${since(start)}`);
}

/** @typedef {{name: string, contents: Uint8Array}} Output */

/** @returns {Promise<Output[]>} */
async function bundle() {
  try {
    const result = await build({
      ...bundleOptions,
      absWorkingDir: root,
      entryPoints: Object.fromEntries(wanted.map(({ name, source }) => [name, source])),
      outdir: dist,
      chunkNames: 'chunk-[name]-[hash]',
      splitting: true,
      sourcemap: 'linked',
      write: false,
    });
    return result.outputFiles.map(({ path: file, contents }) => ({ name: path.relative(dist, file), contents }));
  } catch (error) {
    if (error instanceof Error && 'errors' in error) {
      fail(`the build of ${wanted.map(({ source }) => source).join(', ')} failed`);
    }
    throw error;
  }
}

/** @param {string} name */
function startsWithHashbang(name) {
  const file = files.find((candidate) => candidate.name === name);
  return file !== undefined && Buffer.from(file.contents.subarray(0, 2)).toString() === '#!';
}

/** @param {Output} file */
function isChunk({ name }) {
  return name.startsWith('chunk-');
}

/** @param {Output} file */
function isProgram({ name }) {
  return wanted.some((program) => name === `${program.name}.js`);
}

/** dist/bin goes on the PATH: the programs without their ending, and the plug-in of kubectl. */
function linkCommands() {
  const folder = path.join(dist, 'bin');
  mkdirSync(folder, { recursive: true });
  for (const [command, program] of Object.entries(commands)) {
    if (!wanted.some(({ name }) => name === program)) continue;
    const link = path.join(folder, command);
    rmSync(link, { force: true });
    symlinkSync(`../${program}.js`, link);
  }
}

/**
 * @param {Output} file
 * @param {number} mode
 */
function writeWhole({ name, contents }, mode) {
  const part = path.join(dist, `${name}.${process.pid}`);
  writeFileSync(part, contents);
  chmodSync(part, mode);
  renameSync(part, path.join(dist, name));
}
