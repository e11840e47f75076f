/** package-lock.json says only what and never from where, is complete for every platform, and is what is installed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lockProblems } from '../lib/lock-file.mjs';
import { npm } from '../lib/npm.mjs';
import { fail } from '../lib/say.mjs';
import { root } from '../lib/workspace.mjs';

const problems = lockProblems(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
try {
  npm(['ls', '--all', '--parseable', '--loglevel=error']);
} catch (error) {
  problems.push(error instanceof Error ? error.message : String(error));
}
if (problems.length > 0) {
  fail(problems.join('\n'));
}
