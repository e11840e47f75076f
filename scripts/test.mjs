/**
 * Runs every test once and ends with one plain line: `N passed, N failed, N skipped`. Arguments are vitest's own: a part of a
 * file name runs those files, `-t words` those tests.
 *
 *   node scripts/test.mjs [--all] [vitest arguments]
 *
 * --all                runs the exhaustive tests whole instead of a seeded sample (ASMPVL_EXHAUSTIVE=1 for the tests)
 * ASMPVL_NO_SKIPS=1    a skipped test fails the run
 * REAL_KUBE=PATH       a program that starts real Kubernetes API servers; tests against them are skipped without it
 */
import { availableParallelism } from 'node:os';
import { parseCLI, startVitest } from 'vitest/node';
import { say, since } from './lib/say.mjs';
import { lastLine, skippedNames, tally, verdict } from './lib/tally.mjs';

const start = performance.now();
const given = process.argv.slice(2);
if (given.includes('--all')) {
  process.env['ASMPVL_EXHAUSTIVE'] = '1';
}

const { filter, options } = parseCLI(['vitest', 'run', ...given.filter((argument) => argument !== '--all')]);
// Two more than there are cores: tests of whole programs mostly wait, for a lease of 30 seconds for instance.
const vitest = await startVitest('test', filter, {
  maxWorkers: availableParallelism() + 2,
  ...options,
  watch: false,
  passWithNoTests: true,
});
const modules = vitest.state.getTestModules();
const counts = tally(modules, vitest.state.getUnhandledErrors().length);
await vitest.close();

const problem = verdict(counts, process.env['ASMPVL_NO_SKIPS'] === '1');
if (process.env['ASMPVL_NO_SKIPS'] === '1') {
  skippedNames(modules).forEach((name) => say(`skipped: ${name}`));
}
if (problem !== undefined) {
  say(problem);
}
say(`tests took ${since(start)}`);
process.stdout.write(`${lastLine(counts)}\n`, () => process.exit(problem === undefined ? 0 : 1));
