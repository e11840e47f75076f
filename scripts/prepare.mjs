/**
 * Makes a checkout ready to run, before `npm start`, `npm test` and the others: dependencies as the lock file has them, then
 * the programs in dist/. Does nothing, in a few milliseconds, when both are as they should be. Needs only Node and npm.
 *
 *   node scripts/prepare.mjs [--install-only]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { install, isInstalled } from './lib/install.mjs';
import { withLock } from './lib/lock.mjs';
import { supportedNode } from './lib/node-version.mjs';
import { isBuilt } from './lib/programs.mjs';
import { fail, say, since } from './lib/say.mjs';
import { root } from './lib/workspace.mjs';

if (!supportedNode(process.versions.node)) {
  fail(`asm-privatelink needs Node 20.19 or newer (20, 22.12, 24 and later); this is ${process.versions.node}.`);
}
const wantsBuild = !process.argv.includes('--install-only');
const ready = () => isInstalled() && (!wantsBuild || isBuilt());

if (!ready()) {
  withLock(
    path.join(root, '.prepare.lock'),
    () => prepare(),
    (pid) => say(`waiting for process ${pid}, which is preparing this checkout`),
  );
}

function prepare() {
  if (!isInstalled()) {
    const start = performance.now();
    say('installing dependencies (npm ci), once: about half a minute …');
    try {
      install();
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
    say(`installed in ${since(start)}`);
  }
  if (wantsBuild && !isBuilt()) {
    // A process of its own: esbuild may only just have been installed, or replaced.
    const build = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
    if (build.status !== 0) {
      process.exit(build.status ?? 1);
    }
  }
}
