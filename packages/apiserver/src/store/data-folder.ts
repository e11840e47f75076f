import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { asDataFolderError, DataFolderError } from './data-folder-error.ts';
import type { Facts } from './facts.ts';
import type { Snapshot } from './memory.ts';
import { type Database, openDatabase } from './sqlite.ts';
import type { StoredObject } from './store.ts';

/** Objects and facts in a folder of the file system: one SQLite database, held by one server at a time. */
export interface DataFolder {
  readonly facts: Facts;
  /** Everything that was saved, and the greatest revision that was ever given. */
  load(): Snapshot;
  /** Returns when the write would survive the death of this process. */
  save(collection: string, object: StoredObject): void;
  /** Forgets an object; `revision` is that of its deletion. */
  remove(collection: string, object: StoredObject): void;
  close(): void;
}

/** 'asmk': says in the file's head whose it is. */
const applicationId = 0x61_73_6d_6b;
/** Grows when the tables change. */
const formatVersion = 1;
const lastRemoval = 'revision of the last removal';

const tables = `
  CREATE TABLE objects (
    collection TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
    uid TEXT NOT NULL, revision INTEGER NOT NULL,
    labels TEXT NOT NULL, fields TEXT NOT NULL, stamp TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (collection, namespace, name)
  ) STRICT;
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${formatVersion};`;

/** Opens a data folder, made if it is not there, for its owner alone. @throws DataFolderError, or what the file system says */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'objects.db');
  createPrivate(file);
  let database: Database | undefined;
  try {
    database = await openDatabase(file);
    prepare(database, folder);
    return dataFolder(database);
  } catch (error) {
    database?.close();
    throw asDataFolderError(folder, error);
  }
}

/** It will hold keys. A file that is there is not opened: closing it again would drop this process's locks on it. */
function createPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function prepare(database: Database, folder: string): void {
  const isNew = isEmpty(database);
  if (!isNew) check(database, folder);
  // The lock is the kernel's: it goes with the process, however that ends.
  pragma(database, 'locking_mode = EXCLUSIVE');
  pragma(database, 'journal_mode = WAL');
  // What is written reaches the kernel with each commit, and so outlives this process; not a loss of power.
  pragma(database, 'synchronous = NORMAL');
  inTransaction(database, () => {
    if (isEmpty(database)) database.exec(tables);
  });
}

function isEmpty(database: Database): boolean {
  return database.prepare('SELECT name FROM sqlite_schema').get() === undefined;
}

/** @throws DataFolderError for a database that is not ours, or not whole */
function check(database: Database, folder: string): void {
  if (pragma(database, 'application_id') !== applicationId) {
    throw new DataFolderError('DataFolderForeign', folder, 'of another program');
  }
  const version = pragma(database, 'user_version');
  if (version !== formatVersion) {
    throw new DataFolderError(
      'DataFolderForeign',
      folder,
      `of format ${String(version)}; this is format ${formatVersion}`,
    );
  }
  const found = pragma(database, 'quick_check');
  if (found !== 'ok') throw new DataFolderError('DataFolderDamaged', folder, String(found));
  const broken = database.prepare('SELECT name FROM objects WHERE NOT json_valid(text)').get();
  if (broken !== undefined) throw new DataFolderError('DataFolderDamaged', folder, 'an object in it is no JSON');
}

/** Folds the log into the file and lets go of the lock, which libsql's own `close` leaves until its statements are collected. */
function release(database: Database): void {
  pragma(database, 'journal_mode = DELETE');
  pragma(database, 'locking_mode = NORMAL');
  pragma(database, 'user_version');
}

/** The first value that a pragma answers. */
function pragma(database: Database, name: string): unknown {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
}

/** A row of `objects`: STRICT tables hold exactly these types. */
interface Row {
  collection: string;
  namespace: string;
  name: string;
  uid: string;
  revision: number;
  labels: string;
  fields: string;
  stamp: string;
  text: string;
}

function dataFolder(database: Database): DataFolder {
  const insert = database.prepare('INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM objects WHERE collection = ? AND namespace = ? AND name = ?');
  const readFact = database.prepare('SELECT value FROM facts WHERE name = ?');
  const writeFact = database.prepare('INSERT OR REPLACE INTO facts VALUES (?, ?)');
  const facts: Facts = {
    get: (name) => (readFact.get(name) as { value: string } | undefined)?.value,
    set: (name, value) => void writeFact.run(name, value),
  };
  return {
    facts,
    load() {
      const objects: { collection: string; object: StoredObject }[] = [];
      let revision = Number(facts.get(lastRemoval) ?? 1);
      for (const row of database.prepare('SELECT * FROM objects').iterate()) {
        const { collection, labels, fields, ...rest } = row as Row;
        objects.push({ collection, object: { ...rest, labels: JSON.parse(labels), fields: JSON.parse(fields) } });
        revision = Math.max(revision, rest.revision);
      }
      return { revision, objects };
    },
    save(collection, { namespace, name, uid, revision, labels, fields, stamp, text }) {
      const index = [JSON.stringify(labels), JSON.stringify(fields)];
      insert.run(collection, namespace, name, uid, revision, ...index, stamp, text);
    },
    remove(collection, { namespace, name, revision }) {
      inTransaction(database, () => {
        remove.run(collection, namespace, name);
        facts.set(lastRemoval, String(revision));
      });
    },
    close() {
      release(database);
      database.close();
    },
  };
}

function inTransaction(database: Database, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
