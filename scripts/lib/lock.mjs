/**
 * One process at a time: a lock file that holds the owner's pid. A lock whose owner is gone is taken over, so a killed
 * process blocks nobody.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const POLL_MS = 100;

/**
 * Runs `work` while holding `file`, waiting for another live owner first.
 * @template T
 * @param {string} file
 * @param {() => T} work synchronous: the process does nothing else meanwhile
 * @param {(pid: number) => void} [onWait] told once, with the pid of the owner that is waited for
 * @returns {T}
 */
export function withLock(file, work, onWait = () => {}) {
  acquire(file, onWait);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {(pid: number) => void} onWait
 */
function acquire(file, onWait) {
  let told = false;
  while (!claim(file)) {
    const owner = ownerOf(file);
    if (owner === undefined) {
      continue;
    }
    if (!isAlive(owner)) {
      discard(file, owner);
      continue;
    }
    if (!told) {
      onWait(Number(owner));
      told = true;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
}

/**
 * Makes the lock, whole or not at all: a link appears together with its content, a created file would be empty for a moment.
 * @param {string} file
 */
function claim(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes a dead owner's lock. Between the look and the rename another process may have done the same and locked; then
 * what was taken is given back.
 * @param {string} file
 * @param {string} owner
 */
function discard(file, owner) {
  const taken = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, taken);
    if (ownerOf(taken) !== owner) {
      linkSync(taken, file);
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') {
      throw error;
    }
  } finally {
    rmSync(taken, { force: true });
  }
}

/**
 * What a lock holds, the pid of its owner; undefined when the lock is gone.
 * @param {string} file
 */
function ownerOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** @param {string} owner */
function isAlive(owner) {
  const pid = Number(owner);
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
