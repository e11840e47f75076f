/** Parsers written by antlr-ng: what `src/…/Name.g4` of a package describes lies in `generated/` beside it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromRoot, packageFolders, root } from './workspace.mjs';

const tool = path.join(root, 'node_modules/antlr-ng/dist/cli/runner.js');

/** @returns {{path: string, text: string}[]} */
export function parsersOfGrammars() {
  return packageFolders()
    .flatMap((folder) =>
      readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(folder, 'src', name),
      ),
    )
    .filter((file) => file.endsWith('.g4'))
    .flatMap(parsersOf);
}

/** @param {string} grammar */
function parsersOf(grammar) {
  const parent = path.join(root, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const out = mkdtempSync(path.join(parent, 'grammar-'));
  try {
    const options = ['-Dlanguage=TypeScript', '--generate-listener=false', '--warnings-are-errors=true'];
    execFileSync(process.execPath, [tool, ...options, '--output-directory', out, grammar], { encoding: 'utf8' });
    return readdirSync(out)
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => ({
        path: `${fromRoot(path.dirname(grammar))}/generated/${name}`,
        // It has names that it does not use, which our compiler options refuse.
        text: `// @ts-nocheck\n${readFileSync(path.join(out, name), 'utf8')}`,
      }));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
