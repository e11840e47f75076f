/** The npm that started us, or the one on PATH. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './workspace.mjs';

/**
 * Runs npm quietly and returns its stdout. Throws with everything it printed.
 * @param {string[]} args
 * @param {{cwd?: string}} [options]
 */
export function npm(args, { cwd = root } = {}) {
  const starter = process.env['npm_execpath'] ?? '';
  const [command, ...first] = path.basename(starter) === 'npm-cli.js' ? [process.execPath, starter] : ['npm'];
  const run = spawnSync(command, [...first, ...args], { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.error) {
    throw new Error(`npm could not be started: ${run.error.message}`, { cause: run.error });
  }
  if (run.status !== 0) {
    throw new Error(`npm ${args.join(' ')} failed (${run.signal ?? run.status}):\n${run.stdout}${run.stderr}`);
  }
  return run.stdout;
}
