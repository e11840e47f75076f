/** The folder in which a cloud outlives its process: the journal of its state, its snapshots, and a mark of who has it open. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { JournalFile } from './journal-file.ts';
import { StateError } from './saved.ts';
import type { SnapshotStore } from './snapshots.ts';

export interface DataFolder {
  readonly journal: JournalFile;
  readonly snapshots: SnapshotStore;
  close(): void;
}

/** @throws StateError when another process has it open; what the file system says when it cannot be made or read */
export function openDataFolder(folder: string): DataFolder {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = path.join(folder, 'lock');
  takeLock(lock, folder);
  const journal = new JournalFile(path.join(folder, 'state.jsonl'));
  return {
    journal,
    snapshots: snapshotStore(path.join(folder, 'snapshots')),
    close() {
      journal.close();
      fs.rmSync(lock, { force: true });
    },
  };
}

/** The lock of a process that has died is taken over. */
function takeLock(lock: string, folder: string): void {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const holder = Number(fs.readFileSync(lock, 'utf8'));
    if (isAlive(holder)) {
      throw new StateError(
        'DataInUse',
        `the folder ${folder} is in use by process ${holder}`,
        'End it, or choose another folder.',
      );
    }
    fs.writeFileSync(lock, String(process.pid));
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** A file is called by the digest of its snapshot's name, which stands inside. */
function snapshotStore(folder: string): SnapshotStore {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (name: string) => path.join(folder, `${createHash('sha256').update(name).digest('hex')}.json`);
  const kept = new Map<string, string>();
  for (const entry of fs.readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const [name = '', text = ''] = fs.readFileSync(path.join(folder, entry), 'utf8').split('\n');
    kept.set(JSON.parse(name) as string, text); // `put` wrote it
  }
  return {
    kept,
    put(name, text) {
      const next = `${fileOf(name)}.next`;
      fs.writeFileSync(next, `${JSON.stringify(name)}\n${text}\n`, { mode: 0o600 });
      fs.renameSync(next, fileOf(name));
    },
    remove: (name) => fs.rmSync(fileOf(name), { force: true }),
  };
}
