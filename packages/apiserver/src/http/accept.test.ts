import { describe, expect, it } from 'vitest';
import { negotiate } from './accept.ts';

describe('negotiate', () => {
  const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
  it.each([
    [undefined, { type: 'json' }],
    ['*/*', { type: 'json' }],
    ['application/yaml', { type: 'yaml' }],
    ['application/vnd.kubernetes.protobuf,application/json', { type: 'json' }],
    [`${table},application/json`, { type: 'json', as: { kind: 'Table', version: 'v1' } }],
    ['application/json;q=0.1,application/yaml', { type: 'yaml' }],
    [
      'application/json;as=PartialObjectMetadataList;v=v1beta1;g=meta.k8s.io',
      { type: 'json', as: { kind: 'PartialObjectMetadataList', version: 'v1beta1' } },
    ],
  ])('%s', (accept, expected) => {
    expect(negotiate(accept)).toEqual(expected);
  });

  it.each([
    'application/vnd.kubernetes.protobuf',
    'application/cbor',
    'text/html',
    'application/json;as=Foo;v=v1;g=meta.k8s.io',
  ])('refuses %s', (accept) => {
    expect(() => negotiate(accept)).toThrow('only the following media types are accepted');
  });
});
