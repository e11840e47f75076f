/**
 * Runs the benches one after another, each in a process of its own, and prints their numbers as one table (bench/harness.ts).
 * Fails when a number is over its budget.
 *
 *   node scripts/bench.mjs [part of a name …]
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runBundled } from './lib/run-bundled.mjs';
import { fail, say, since } from './lib/say.mjs';
import { table } from './lib/table.mjs';
import { root } from './lib/workspace.mjs';

/** @typedef {import('../bench/harness.ts').BenchResult} BenchResult */

const parts = process.argv.slice(2);
const files = readdirSync(path.join(root, 'bench'))
  .filter((name) => name.endsWith('.bench.ts') && (parts.length === 0 || parts.some((part) => name.includes(part))))
  .sort();
if (files.length === 0) {
  fail(`no bench${parts.length > 0 ? ` has ${parts.join(' or ')} in its name` : ': there is no bench/*.bench.ts'}`);
}

/** @type {BenchResult[]} */
const results = [];
/** @type {string[]} */
const broken = [];
for (const file of files) {
  const start = performance.now();
  try {
    results.push(...(await measure(file)));
    say(`${file}: ${since(start)}`);
  } catch (error) {
    broken.push(file);
    say(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

console.log(
  table(
    ['', 'measured', 'budget', 'notes'],
    results.map(({ name, value, unit, budget, pass, notes }) => [
      `${pass ? 'ok  ' : 'OVER'} ${name}`,
      `${round(value)} ${unit}`,
      budget,
      notes,
    ]),
  ),
);
const over = results.filter(({ pass }) => !pass).map(({ name }) => name);
if (over.length > 0 || broken.length > 0) {
  fail([...over.map((name) => `over budget: ${name}`), ...broken.map((name) => `broken: ${name}`)].join('\n'));
}

/**
 * @param {string} file
 * @returns {Promise<BenchResult[]>}
 */
async function measure(file) {
  const source = path.join(root, 'bench', file);
  return [await runBundled(`import { run } from ${JSON.stringify(source)};\nprocess.send(await run());`, file)].flat();
}

/** Three digits are what such a number is worth. @param {number} value */
function round(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
