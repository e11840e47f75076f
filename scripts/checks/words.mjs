/** Tracked files hold nothing of the machine or the network they were written on, and nothing left undone. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../lib/say.mjs';
import { root } from '../lib/workspace.mjs';

/** Each has a bracket somewhere, so that this file does not match itself. */
const forbidden = [
  {
    what: 'a path of one machine',
    pattern: /\/(wor[k]|far[m])\/[a-z.]|\/(hom[e]|User[s])\/[a-z]\w+\/|(^|[\s"'`=])\/roo[t]\//,
  },
  { what: 'a folder of one workplace', pattern: /far[m]-(bench|studio)|\.librar[y]\// },
  {
    what: 'where packages were fetched from',
    pattern: /"resolve[d]": "https?:|https?:\/\/(registr[y]|deb|mirro[r]|prox[y]|pyp[i])\./,
  },
  {
    what: 'something left undone',
    pattern: /\b(TOD[O]|FIXM[E]|XX[X])\b|not (yet )?implemente[d]\b/,
    only: /\.(m?[jt]sx?|sh)$/,
  },
];
/** Facts of the cloud, kept as they were published: their words are not ours. */
const quoted = /(^|\/)(reference|generated)\//;

const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const found = files.filter((file) => !quoted.test(file) && isText(path.join(root, file))).flatMap(search);
if (found.length > 0) {
  fail(found.join('\n'));
}

/** @param {string} file */
function search(file) {
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    forbidden
      .filter(({ pattern, only }) => (only?.test(file) ?? true) && pattern.test(line))
      .map(({ what }) => `${file}:${index + 1}: ${what}: ${line.trim().slice(0, 120)}`),
  );
}

/** @param {string} file a tracked file, perhaps deleted just now */
function isText(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && !readFileSync(file).subarray(0, 8000).includes(0);
}
