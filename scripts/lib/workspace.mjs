/** Where things are in this checkout. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The folders of the workspace's packages, absolute, in the order of their names. */
export function packageFolders() {
  return readdirSync(path.join(root, 'packages'))
    .sort()
    .map((name) => path.join(root, 'packages', name))
    .filter((folder) => existsSync(path.join(folder, 'package.json')));
}

/**
 * `packages/cli/src/main.ts` for its absolute path, with `/` on every platform.
 * @param {string} file
 */
export function fromRoot(file) {
  return path.relative(root, file).split(path.sep).join('/');
}
