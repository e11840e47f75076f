/**
 * Everything that can be said about the sources without running them. Every check runs to its end; the failures stand last.
 *
 *   node scripts/check.mjs [name …]     only those checks
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fail, since } from './lib/say.mjs';
import { root } from './lib/workspace.mjs';

const bin = (/** @type {string} */ name) => path.join(root, 'node_modules/.bin', name);
const script = (/** @type {string} */ name) => path.join(root, 'scripts', name);

/**
 * name, what it holds, command. The slow ones first. Types are checked by the compiler's native version, which takes a third of the time; the
 * one written in JavaScript stays, because dependency-cruiser reads TypeScript with it.
 * @type {[string, string, string[]][]}
 */
const checks = [
  ['types', 'the compiler agrees', [path.join(root, 'node_modules/typescript-native/bin/tsc')]],
  [
    'pages',
    'the compiler agrees, with a browser in mind',
    [path.join(root, 'node_modules/typescript-native/bin/tsc'), '-p', 'packages/console/pages'],
  ],
  ['lint', 'no known mistake, and our conventions', [bin('oxlint'), '--type-aware', '--deny-warnings']],
  [
    'house',
    'packages import only what stands below them',
    [bin('depcruise'), 'packages', 'test', 'bench', '--output-type', 'err-long'],
  ],
  ['unused', 'no dead file, export or dependency', [bin('knip'), '--no-progress']],
  ['format', 'formatting and the order of imports', [bin('biome'), 'check', '--error-on-warnings', '.']],
  ['generated', 'generated files are up to date', [process.execPath, script('generate.mjs'), '--check']],
  ['lock', 'package-lock.json installs anywhere', [process.execPath, script('checks/lock.mjs')]],
  ['words', 'nothing of one machine in tracked files', [process.execPath, script('checks/words.mjs')]],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some(([known]) => known === name));
if (unknown.length > 0) {
  fail(`no check is named ${unknown.join(', ')}; there are ${checks.map(([name]) => name).join(', ')}`);
}

const start = performance.now();
const queue = checks.filter(([name]) => wanted.length === 0 || wanted.includes(name));
const planned = queue.length;
/** @type {string[]} */
const failed = [];
await Promise.all(Array.from({ length: availableParallelism() }, worker));

console.log(`${planned - failed.length} of ${planned} checks passed in ${since(start)}`);
if (failed.length > 0) {
  fail(`failed: ${failed.join(', ')} (one alone: npm run check -- ${failed[0]})`);
}

async function worker() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, holds, command] = next;
    const begun = performance.now();
    const { ok, output } = await run(command);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${since(begun).padStart(7)}  ${holds}`);
    if (!ok) {
      failed.push(name);
      console.log(output.trimEnd().replaceAll(/^/gm, '     '));
    }
  }
}

/**
 * @param {string[]} command
 * @returns {Promise<{ok: boolean, output: string}>}
 */
function run([program = '', ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ ok: false, output: `${program} could not be started: ${error.message}` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
