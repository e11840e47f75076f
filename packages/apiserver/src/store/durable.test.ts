import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import type { DataFolderError } from './data-folder-error.ts';
import { DurableStore } from './durable.ts';
import { openDatabase } from './sqlite.ts';
import { CompactedError, type StoredObject } from './store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-data-'));
  file = path.join(folder, 'objects.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async (): Promise<DurableStore> => new DurableStore(await openDataFolder(folder));

function object(name: string, revision: number, text: string): StoredObject {
  const labels = { app: 'ümlaut "quoted"' };
  return {
    namespace: 'ns',
    name,
    uid: `uid-${name}`,
    revision,
    labels,
    fields: { 'metadata.name': name },
    stamp: 's',
    text,
  };
}

const put = (store: DurableStore, name: string, text = '{}'): StoredObject =>
  store.put('c', (revision) => object(name, revision, text));

const remove = (store: DurableStore, name: string): StoredObject =>
  store.remove('c', 'ns', name, (revision) => object(name, revision, '{}'));

/** The code of the error that opening the folder ends with. */
const refusal = async (): Promise<string> => {
  try {
    (await openDataFolder(folder)).close();
    return 'none';
  } catch (error) {
    expect((error as DataFolderError).message).toContain(folder);
    return (error as DataFolderError).code;
  }
};

describe('a data folder', () => {
  it('gives back every object as it was, and goes on counting where it stopped', async () => {
    const first = await open();
    put(first, 'changed');
    const kept = [put(first, 'changed', '{"a":"\\u2028 ☃"}'), put(first, 'kept')];
    put(first, 'gone');
    const { revision } = remove(first, 'gone');
    first.close();
    const second = await open();
    expect(second.list('c')).toEqual(kept);
    expect(second.revision()).toBe(revision);
    expect(put(second, 'next').revision).toBe(revision + 1);
    second.close();
  });

  it('lets a watch go on that had seen everything, and no other', async () => {
    const first = await open();
    put(first, 'a');
    const { revision } = put(first, 'b');
    first.close();
    const second = await open();
    expect(second.since(revision)).toEqual([]);
    expect(() => second.since(revision - 1)).toThrow(CompactedError);
    second.close();
  });

  it('leaves memory as it was when a write cannot be saved', async () => {
    const store = await open();
    const before = put(store, 'a');
    for (const name of ['a', 'b']) {
      expect(() => store.put('c', (revision) => object(name, revision + 0.5, '{}'))).toThrow(/cannot store REAL/);
    }
    expect(store.list('c')).toEqual([before]);
    expect(store.revision()).toBe(before.revision);
    store.close();
  });

  it('belongs to its owner alone, since it holds keys', async () => {
    (await open()).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is held by one at a time', async () => {
    const store = await open();
    expect(await refusal()).toBe('DataFolderInUse');
    put(store, 'still writable');
    store.close();
    expect(await refusal()).toBe('none');
  });

  it('that is no database is damaged', async () => {
    writeFileSync(file, 'Once upon a time '.repeat(1000));
    expect(await refusal()).toBe('DataFolderDamaged');
  });

  it.each([
    ['a page overwritten', (bytes: Buffer) => bytes.fill(0xff, 4096 * 2, 4096 * 3)],
    ['its end missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 4096)],
    [
      'text that is no JSON any more',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('{"text":', '}{text}: '), 'latin1'),
    ],
  ])('with %s is damaged', async (_name, damage) => {
    const store = await open();
    for (let index = 0; index < 50; index += 1) put(store, `n${index}`, `{"text":"${'x'.repeat(1000)}"}`);
    store.close();
    writeFileSync(file, damage(readFileSync(file)));
    expect(await refusal()).toBe('DataFolderDamaged');
  });

  it.each([
    ['another program', 'CREATE TABLE people (name TEXT)'],
    ['a later version', 'PRAGMA user_version = 2'],
  ])('of %s is not touched', async (_name, sql) => {
    if (sql.startsWith('PRAGMA')) (await open()).close();
    const database = await openDatabase(file);
    database.exec(sql);
    database.close();
    const before = readFileSync(file);
    expect(await refusal()).toBe('DataFolderForeign');
    expect(readFileSync(file)).toEqual(before);
  });

  it('whose place is taken by a file is unusable', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    await expect(openDataFolder(folder)).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
