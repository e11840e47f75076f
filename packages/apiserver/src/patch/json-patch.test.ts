import { describe, expect, it } from 'vitest';
import type { Json } from '../schema/json.ts';
import { PatchError } from './error.ts';
import { jsonPatch } from './json-patch.ts';

const document: Json = { spec: { x: 1, l: [1, 2, 3], o: { p: 1 } } };
const REJECTED = 'the server rejected our request due to an error in our request';

/** The patched spec, or what a PatchError says. */
function run(operations: Json): Json {
  try {
    const patched = jsonPatch(document, operations) as { spec: Json };
    return patched.spec;
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

describe('jsonPatch', () => {
  // As a real 1.36 server answers, every row.
  it.each<{ reason: string; operations: Json; result: Json }>([
    { reason: 'a test that fails', operations: [{ op: 'test', path: '/spec/x', value: 2 }], result: `422 ${REJECTED}` },
    {
      reason: 'removing what is not there',
      operations: [{ op: 'remove', path: '/spec/q' }],
      result: `422 ${REJECTED}`,
    },
    {
      reason: 'replacing what is not there',
      operations: [{ op: 'replace', path: '/spec/q', value: 1 }],
      result: `422 ${REJECTED}`,
    },
    {
      reason: 'adding below what is not there',
      operations: [{ op: 'add', path: '/spec/q/r', value: 1 }],
      result: `422 ${REJECTED}`,
    },
    {
      reason: 'items are inserted at an index or appended',
      operations: [
        { op: 'add', path: '/spec/l/1', value: 9 },
        { op: 'add', path: '/spec/l/-', value: 10 },
      ],
      result: { l: [1, 9, 2, 3, 10], o: { p: 1 }, x: 1 },
    },
    {
      reason: 'an index may count from the end',
      operations: [{ op: 'replace', path: '/spec/l/-1', value: 9 }],
      result: { l: [1, 2, 9], o: { p: 1 }, x: 1 },
    },
    {
      reason: 'also when adding',
      operations: [{ op: 'add', path: '/spec/l/-1', value: 9 }],
      result: { l: [1, 2, 3, 9], o: { p: 1 }, x: 1 },
    },
    { reason: 'beyond the end', operations: [{ op: 'add', path: '/spec/l/4', value: 9 }], result: `422 ${REJECTED}` },
    {
      reason: 'copy',
      operations: [{ op: 'copy', from: '/spec/o', path: '/spec/z' }],
      result: { l: [1, 2, 3], o: { p: 1 }, x: 1, z: { p: 1 } },
    },
    {
      reason: 'move',
      operations: [{ op: 'move', from: '/spec/o', path: '/spec/z' }],
      result: { l: [1, 2, 3], x: 1, z: { p: 1 } },
    },
    {
      reason: 'a missing field tests equal to null',
      operations: [{ op: 'test', path: '/spec/zz', value: null }],
      result: { l: [1, 2, 3], o: { p: 1 }, x: 1 },
    },
    {
      reason: 'an unknown operation',
      operations: [{ op: 'frob', path: '/spec/l/01', value: 9 }],
      result: '400 invalid operation {"op":"frob","path":"/spec/l/01","value":9}: unsupported operation',
    },
    {
      reason: 'no path',
      operations: [{ op: 'add', value: 9 }],
      result:
        '400 invalid operation {"op":"add","value":9}: failed to decode \'path\': operation missing path field: missing value',
    },
    {
      reason: 'no value',
      operations: [{ op: 'add', path: '/spec/z' }],
      result:
        '400 invalid operation {"op":"add","path":"/spec/z"}: failed to decode \'value\': operation, missing value field: missing value',
    },
    {
      reason: 'no list',
      operations: { op: 'add' },
      result: '400 error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    },
    {
      reason: 'no operations in it',
      operations: ['x'],
      result: '400 error decoding patch: json: cannot unmarshal string into Go value of type handlers.jsonPatchOp',
    },
    {
      reason: 'too many operations',
      operations: Array.from({ length: 10_001 }, () => ({ op: 'test', path: '/spec/x', value: 1 })),
      result: '413 Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
    },
    { reason: 'none', operations: [], result: { l: [1, 2, 3], o: { p: 1 }, x: 1 } },
  ])('$reason', ({ operations, result }) => {
    expect(run(operations)).toEqual(result);
  });

  it('when copies would grow without end, stops them', () => {
    const doubling = Array.from({ length: 60 }, () => ({ op: 'copy', from: '/spec/l', path: '/spec/l/-' }));
    expect(run(doubling)).toContain('413 Request entity too large');
  });

  it('leaves the document as it is', () => {
    jsonPatch(document, [{ op: 'remove', path: '/spec/l/0' }]);
    expect(document).toEqual({ spec: { x: 1, l: [1, 2, 3], o: { p: 1 } } });
  });

  it('when a path names __proto__, touches no prototype', () => {
    jsonPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]);
    expect(run([{ op: 'add', path: '/spec/__proto__/polluted', value: true }])).toBe(`422 ${REJECTED}`);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
