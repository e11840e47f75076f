import { describe, expect, it } from 'vitest';
import { compileJsonPath, JsonPathError } from './jsonpath.ts';

const object = {
  spec: { size: 3, 'a.b': 'dotted', list: [1, 2, 3] },
  status: {
    conditions: [
      { type: 'Ready', status: 'True', n: 1 },
      { type: 'Other', status: 'False', n: 2 },
    ],
  },
};

describe('compileJsonPath', () => {
  it.each([
    ['.spec.size', [3]],
    ['{.spec.size}', [3]],
    ["$.spec['a.b']", ['dotted']],
    ['.spec.a\\.b', ['dotted']],
    ['.spec.list[1]', [2]],
    ['.spec.list[-1]', [3]],
    ['.spec.list[*]', [1, 2, 3]],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    ['.status.conditions[?(@.n>1)].type', ['Other']],
    ['.status.conditions[*].type', ['Ready', 'Other']],
    ['.nothing.here', []],
    ['.spec.constructor', []],
  ])('%s', (path, expected) => {
    expect(compileJsonPath(path)(object)).toEqual(expected);
  });

  it.each(['.a[', 'a', '.a[?(@.x~"y")]', '..a'])('refuses %s', (path) => {
    expect(() => compileJsonPath(path)).toThrow(JsonPathError);
  });
});
