import { describe, expect, it } from 'vitest';
import { MemoryStore } from './memory.ts';
import { CompactedError, type StoredObject } from './store.ts';

function object(name: string, revision: number, text = '{}', namespace = 'ns'): StoredObject {
  return { namespace, name, uid: name, revision, labels: {}, fields: {}, stamp: '', text };
}

const put = (store: MemoryStore, name: string, text?: string, namespace?: string): StoredObject =>
  store.put('c', (revision) => object(name, revision, text, namespace));

describe('MemoryStore', () => {
  it('gives each write a greater revision, over all collections', () => {
    const store = new MemoryStore();
    const first = put(store, 'a').revision;
    const second = store.put('other', (revision) => object('a', revision)).revision;
    expect(second).toBe(first + 1);
    expect(store.revision()).toBe(second);
  });

  it('lists in the order of namespace and name', () => {
    const store = new MemoryStore();
    for (const [namespace, name] of [
      ['b', 'a'],
      ['a', 'z'],
      ['a', 'b'],
    ]) {
      put(store, name ?? '', '{}', namespace);
    }
    expect(store.list('c').map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['a/b', 'a/z', 'b/a']);
    expect(store.list('c', { namespace: 'a' }).map(({ name }) => name)).toEqual(['b', 'z']);
  });

  it('lists the past: before creations, changes and deletions', () => {
    const store = new MemoryStore();
    put(store, 'kept', 'old');
    const gone = put(store, 'gone');
    put(store, 'kept', 'new');
    put(store, 'later');
    store.remove('c', 'ns', 'gone', (revision) => object('gone', revision));
    const past = store.list('c', { revision: gone.revision });
    expect(past.map(({ name, text }) => [name, text])).toEqual([
      ['gone', '{}'],
      ['kept', 'old'],
    ]);
  });

  it('refuses a past that is no longer kept, by number of events and by their text', () => {
    const few = new MemoryStore({ events: 2 });
    const first = put(few, 'a').revision;
    for (const name of ['b', 'c', 'd']) put(few, name);
    expect(() => few.since(first)).toThrow(CompactedError);
    expect(few.since(first + 1).map(({ object: { name } }) => name)).toEqual(['c', 'd']);
    const small = new MemoryStore({ text: 10 });
    const start = put(small, 'a', 'x'.repeat(8)).revision;
    put(small, 'b', 'x'.repeat(8));
    put(small, 'c', 'x'.repeat(8));
    expect(() => small.since(start)).toThrow(CompactedError);
  });

  it('keeps a long history usable after it has been trimmed many times', () => {
    const store = new MemoryStore({ events: 50 });
    for (let index = 0; index < 5000; index += 1) put(store, `n${index % 7}`);
    expect(store.since(store.revision() - 50)).toHaveLength(50);
  });

  it('tells subscribers of each event, until they leave', () => {
    const store = new MemoryStore();
    const seen: string[] = [];
    const stop = store.subscribe(({ type, object: { name } }) => seen.push(`${type} ${name}`));
    put(store, 'a');
    put(store, 'a');
    store.remove('c', 'ns', 'a', (revision) => object('a', revision));
    stop();
    put(store, 'b');
    expect(seen).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
  });
});
