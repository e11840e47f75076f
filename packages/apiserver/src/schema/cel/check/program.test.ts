import { describe, expect, it } from 'vitest';
import { compileRules } from '../compile.ts';

/** As the server of custom resources 1.36.4 says it. */
describe('a rule that is right, but of which no program can be made', () => {
  it.each([
    ["'x'.find('(') == ''", 'error parsing regexp: missing closing ): `(`'],
    ["'x'.findAll('(').size() > 1", 'error parsing regexp: missing closing ): `(`'],
    ["bool('x')", "type conversion error from 'string' to 'bool'"],
    ["int('') > 1", "type conversion error from 'string' to 'int'"],
    ['uint(-2) > 1u', 'unsigned integer overflow'],
    ['int(1e30) > 1', 'integer overflow'],
    ['bool(dyn(1))', 'no such overload: bool(int)'],
    ['dyn(1)[null] == 1', 'invalid qualifier type: types.Null'],
    ["dyn(1)[b'x'] == 1", 'invalid qualifier type: types.Bytes'],
  ])('%s', (rule, problem) => {
    const { rules } = compileRules({ type: 'object', 'x-kubernetes-validations': [{ rule }] }, false);
    expect(rules[0]?.problem).toBe(`program instantiation failed: ${problem}`);
  });
});
