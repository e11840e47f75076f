/** What came out of a test run, in three numbers. */
import { fromRoot } from './workspace.mjs';

/**
 * What is read here of vitest's TestModule and TestCase.
 * @typedef {{fullName: string, result(): {state: string}}} Test
 * @typedef {{moduleId: string, errors(): ArrayLike<unknown>, children: {allTests(): Iterable<Test>}}} Module
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 */

/**
 * A file that could not be loaded, a hook that failed and an error outside any test count as one failure each; a test that was
 * begun and never ended counts as failed.
 * @param {readonly Module[]} modules
 * @param {number} unhandledErrors
 * @returns {Counts}
 */
export function tally(modules, unhandledErrors) {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (/** @type {string} */ state) => states.filter((other) => other === state).length;
  const [passed, skipped] = [count('passed'), count('skipped')];
  const broken = modules.reduce((sum, module) => sum + module.errors().length, 0);
  return { passed, failed: states.length - passed - skipped + broken + unhandledErrors, skipped };
}

/**
 * `packages/api/src/crd.test.ts > name of the test`, for each test that was skipped.
 * @param {readonly Module[]} modules
 */
export function skippedNames(modules) {
  return modules.flatMap((module) =>
    [...module.children.allTests()]
      .filter((test) => test.result().state === 'skipped')
      .map((test) => `${fromRoot(module.moduleId)} > ${test.fullName}`),
  );
}

/**
 * Why the run has failed; undefined if it has not.
 * @param {Counts} counts
 * @param {boolean} noSkips
 */
export function verdict({ passed, failed, skipped }, noSkips) {
  if (failed > 0) {
    return `${failed} failed: see above`;
  }
  if (passed + skipped === 0) {
    return 'no test ran: does the filter name a test file?';
  }
  if (noSkips && skipped > 0) {
    return `${skipped} skipped, and ASMPVL_NO_SKIPS=1 allows none: npm run tools fetches kubectl and helm, REAL_KUBE names the real servers`;
  }
  return undefined;
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
