import { expect, it } from 'vitest';
import { openApiSchema } from './crd.ts';
import { unknownFields } from './unknown-fields.ts';

it('when a field has a name that every JavaScript object knows, still says it is unknown', () => {
  const value: unknown = JSON.parse('{"spec": {"__proto__": {}, "constructor": 1}}');
  expect(unknownFields(value, openApiSchema(), []).map(({ path }) => path)).toEqual([
    'spec.__proto__',
    'spec.constructor',
  ]);
});

it('when a field has the wrong type, leaves that to the schema', () => {
  expect(unknownFields({ spec: { ackVpcEndpoint: 'x', asmVpcEndpoint: [] } }, openApiSchema(), [])).toEqual([]);
});
