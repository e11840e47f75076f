/** A hash over the sources of a build: content, not times, which a clone or a branch switch changes for nothing. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const notSources = new Set(['node_modules', 'dist']);

/**
 * @param {string[]} places files and folders, absolute; of folders everything but tests, node_modules and dist
 * @returns {string} hex
 */
export function fingerprint(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesOf).sort()) {
    const text = readFileSync(file);
    hash.update(`${file} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesOf(place) {
  try {
    return readdirSync(place, { withFileTypes: true })
      .filter((entry) => !notSources.has(entry.name) && !entry.name.endsWith('.test.ts'))
      .flatMap((entry) => {
        const inside = path.join(place, entry.name);
        return entry.isDirectory() ? filesOf(inside) : [inside];
      });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') {
      return [place];
    }
    throw error;
  }
}
