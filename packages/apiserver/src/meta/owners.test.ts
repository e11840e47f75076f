import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../schema/json.ts';
import { ownerCauses, withOwnersOnce } from './owners.ts';

const owner = (more: JsonObject = {}): JsonObject => ({ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'u', ...more });

describe('ownerCauses', () => {
  it.each([
    [{ apiVersion: 'a/' }, 'metadata.ownerReferences.apiVersion: Invalid value: "a/": version must not be empty'],
    [{ name: '' }, 'metadata.ownerReferences.name: Invalid value: "": must not be empty'],
    [
      { kind: 'Event' },
      'metadata.ownerReferences: Invalid value: {"apiVersion":"v1","kind":"Event","name":"a","uid":"u"}: /v1, Kind=Event is disallowed from being an owner',
    ],
  ])('refuses an owner with %j', (more, problem) => {
    const [cause] = ownerCauses({ ownerReferences: [owner(more)] });
    expect(`${cause?.field}: ${cause?.message}`).toBe(problem);
  });

  it('lets one of them be the controller', () => {
    const controllers = ['a', 'b', 'c'].map((name) => owner({ name, controller: true }));
    expect(ownerCauses({ ownerReferences: controllers.slice(0, 1) })).toEqual([]);
    expect(ownerCauses({ ownerReferences: controllers }).map(({ message }) => message.slice(-42))).toEqual([
      'set to true. Found "true" in references for A/a and A/b'.slice(-42),
      'set to true. Found "true" in references for A/a and A/c'.slice(-42),
    ]);
  });
});

describe('withOwnersOnce', () => {
  it('leaves out what is named twice, and warns of it', () => {
    const warnings: string[] = [];
    const object = { metadata: { ownerReferences: [owner(), owner({ kind: 'B' }), owner()] } };
    expect(withOwnersOnce(object, 'in the request', warnings).metadata).toEqual({
      ownerReferences: [owner(), owner({ kind: 'B' })],
    });
    expect(warnings).toEqual([expect.stringContaining('duplicate UID(s) observed: u')]);
  });

  it('leaves others as they are', () => {
    const object = { metadata: { ownerReferences: [owner()] } };
    expect(withOwnersOnce(object, 'in its result', [])).toBe(object);
  });
});
