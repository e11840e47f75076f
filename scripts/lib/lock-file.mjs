/**
 * What is wrong with a lock file, one line each. A missing entry of an optional dependency is what makes `npm ci` fail on the
 * platform that it is for, or everywhere, long after the change that lost it.
 *
 * @typedef {{resolved?: string, link?: boolean, integrity?: string, optionalDependencies?: Record<string, string>}} LockEntry
 * @param {{packages: Record<string, LockEntry>}} lock
 * @returns {string[]}
 */
export function lockProblems({ packages }) {
  return Object.entries(packages).flatMap(([where, entry]) => [
    ...(entry.resolved !== undefined && !entry.link
      ? [`${where}: "resolved" names where it was fetched from; npm install with this project's .npmrc leaves it out`]
      : []),
    ...(where.startsWith('node_modules/') && !entry.link && entry.integrity === undefined
      ? [`${where}: has no integrity hash`]
      : []),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !placesOf(name, where).some((place) => place in packages))
      .map(
        (name) =>
          `${where}: its optional dependency ${name} has no entry: npm ci may refuse; try another version of it`,
      ),
  ]);
}

/**
 * Where Node would look for a package, nearest first.
 * @param {string} name
 * @param {string} from a key of the lock file
 */
function placesOf(name, from) {
  const places = [`node_modules/${name}`];
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    places.unshift(`${at}/node_modules/${name}`);
  }
  return places;
}
