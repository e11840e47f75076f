/** Runs a few lines of TypeScript over the sources, in a process of its own. */
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';
import { root } from './workspace.mjs';

/**
 * @param {string} code an ES module that hands its result over with `process.send`
 * @param {string} name what to call it in errors
 * @param {{nodeFlags?: string[], env?: Record<string, string>}} [options]
 * @returns {Promise<any>} what it sent; the caller knows its type
 */
export async function runBundled(code, name, { nodeFlags = [], env = {} } = {}) {
  // Inside node_modules, so that what a bundle leaves outside is still found.
  const parent = path.join(root, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'asm-privatelink-'));
  try {
    await build({
      ...bundleOptions,
      external: [...bundleOptions.external, 'playwright-core'], // finds its own files beside itself
      stdin: { contents: code, resolveDir: root, loader: 'ts', sourcefile: `${name} (run)` },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      splitting: true, // as the programs are: what is loaded lazily is not read before
      sourcemap: 'linked',
    });
    return await answerOf(path.join(folder, 'stdin.mjs'), name, nodeFlags, { ...process.env, ...env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {string} name
 * @param {string[]} nodeFlags
 * @param {NodeJS.ProcessEnv} env
 */
function answerOf(program, name, nodeFlags, env) {
  return new Promise((resolve, reject) => {
    const child = fork(program, { cwd: root, env, execArgv: ['--enable-source-maps', ...nodeFlags] });
    /** @type {unknown} */
    let answer;
    child.once('message', (message) => {
      answer = message;
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0 && answer !== undefined) {
        resolve(answer);
      } else {
        reject(new Error(`${name} ended without a result (${signal ?? `exit code ${code}`})`));
      }
    });
  });
}
