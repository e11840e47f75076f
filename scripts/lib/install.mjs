/** Is what lies in node_modules what package-lock.json says? If not, `npm ci`. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { root } from './workspace.mjs';

const stampFile = path.join(root, 'node_modules', '.asm-privatelink');
const lockFile = path.join(root, 'package-lock.json');

/** @returns {boolean} whether node_modules is what the lock file asks for, on this Node and platform */
export function isInstalled() {
  const wanted = stamp();
  const found = read(stampFile);
  if (found === wanted) {
    return true;
  }
  const sameMachine = found === undefined || found.endsWith(runtime());
  if (sameMachine && npmSaysSo()) {
    writeFileSync(stampFile, wanted);
    return true;
  }
  return false;
}

/** Installs exactly what the lock file names, running nobody's install scripts. Throws with npm's own output. */
export function install() {
  npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stampFile, stamp());
}

function stamp() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${lock}${runtime()}`;
}

/** What binary packages are chosen by. */
function runtime() {
  return ` ${process.platform}-${process.arch}-node${process.versions.node.split('.')[0]}\n`;
}

/** Somebody ran `npm install` themselves: npm's own record of what it installed has every package that is not optional. */
function npmSaysSo() {
  const record = read(path.join(root, 'node_modules', '.package-lock.json'));
  return record !== undefined && agrees(JSON.parse(readFileSync(lockFile, 'utf8')), JSON.parse(record));
}

/**
 * @typedef {{packages: Record<string, {version?: string, optional?: boolean}>}} LockFile
 * @param {LockFile} lock
 * @param {LockFile} installed npm's `node_modules/.package-lock.json`
 */
export function agrees(lock, installed) {
  return (
    Object.entries(lock.packages).every(([where, entry]) => {
      const found = installed.packages[where];
      return !where.startsWith('node_modules/') || (found ? found.version === entry.version : entry.optional === true);
    }) && Object.keys(installed.packages).every((where) => where in lock.packages)
  );
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
