/** What the scripts tell people: one line on stderr, so that stdout stays with the program that runs afterwards. */

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Ends the script with a message for the person who ran it, without a stack.
 * @param {string} text
 * @returns {never}
 */
export function fail(text) {
  say(text);
  process.exit(1);
}

/**
 * `1.4 s` since a `performance.now()`.
 * @param {number} start
 */
export function since(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
