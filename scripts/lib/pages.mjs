/** The pages of the console as a browser takes them: one script, one sheet, and the files that are as they are. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './workspace.mjs';

const source = path.join(root, 'packages/console/pages');

/** Their folder in dist/. */
export const pagesFolder = 'console-pages';

/** @returns {Promise<{name: string, contents: Uint8Array}[]>} */
export async function buildPages() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [path.join(source, 'main.tsx'), path.join(source, 'main.css')],
    outdir: path.join(root, 'dist', pagesFolder),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  const made = outputFiles.map(({ path: file, contents }) => ({ name: path.basename(file), contents }));
  const asTheyAre = ['index.html', 'icon.svg'].map((name) => ({
    name,
    contents: readFileSync(path.join(source, name)),
  }));
  return [...made, ...asTheyAre].map(({ name, contents }) => ({ name: `${pagesFolder}/${name}`, contents }));
}
