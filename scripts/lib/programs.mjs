/** The programs that dist/ holds, and whether they are those of the present sources. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { packageFolders, root } from './workspace.mjs';

export const dist = path.join(root, 'dist');

/** The file in dist/ that says from which sources it was built. */
export const stampName = '.sources';

/**
 * Each begins with its own `#!` line, which also carries its Node flags: they count only at the start of a process.
 */
const all = [
  { name: 'asmpvl', source: 'packages/cli/src/main.ts' },
  { name: 'asmpvl-operator', source: 'packages/cli/src/operator-main.ts' },
];

/** What people type, in dist/bin, by the program that it is. kubectl finds its plug-ins by their name. */
export const commands = { asmpvl: 'asmpvl', 'kubectl-asmpvl': 'asmpvl', 'asmpvl-operator': 'asmpvl-operator' };

/** Those of the programs whose source exists. */
export function programs() {
  return all.filter((program) => existsSync(path.join(root, program.source)));
}

/** Changes with anything that goes into dist/. */
export function sourcesHash() {
  return fingerprint([
    ...packageFolders(),
    path.join(root, 'package-lock.json'),
    path.join(root, 'scripts/build.mjs'),
    path.join(root, 'scripts/lib'),
  ]);
}

export function isBuilt() {
  const stamp = path.join(dist, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash();
}
