import { describe, expect, it } from 'vitest';
import { objectMeta } from '../openapi/definitions.ts';
import { decodeTyped } from './typed.ts';

const crd = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition';

// The words are those of the real server, 1.36.
describe('decodeTyped', () => {
  it('drops unknown fields and names them, drops nulls and what is empty', () => {
    const { object, unknown } = decodeTyped(objectMeta, {
      name: 'a',
      foo: 1,
      labels: { x: 'y' },
      finalizers: [],
      generateName: '',
      creationTimestamp: null,
    });
    expect(object).toEqual({ name: 'a', labels: { x: 'y' } });
    expect(unknown).toEqual(['foo']);
  });

  it('keeps an empty text that Go has by pointer, as of the holder of a lease that was released', () => {
    const { object } = decodeTyped('io.k8s.api.coordination.v1.Lease', { spec: { holderIdentity: '' } });
    expect(object).toEqual({ spec: { holderIdentity: '' } });
  });

  it('names unknown fields inside schemas of CustomResourceDefinitions, which contain themselves', () => {
    const version = {
      name: 'v1',
      zz: 1,
      schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'array', items: { yy: 1 } } } } },
    };
    const { unknown } = decodeTyped(crd, { spec: { versions: [version] } });
    expect(unknown).toEqual([
      'spec.versions[0].zz',
      'spec.versions[0].schema.openAPIV3Schema.properties.spec.items.yy',
    ]);
  });

  it.each([
    [
      objectMeta,
      { labels: { a: 5 } },
      'json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
    ],
    [objectMeta, { name: [] }, 'json: cannot unmarshal array into Go struct field ObjectMeta.name of type string'],
    [objectMeta, 'x', 'json: cannot unmarshal string into Go value of type v1.ObjectMeta'],
    [
      crd,
      { spec: { versions: [{ served: 'x' }] } },
      'json: cannot unmarshal string into Go struct field CustomResourceDefinitionVersion.spec.versions.served of type bool',
    ],
    [
      objectMeta,
      { creationTimestamp: 'x' },
      'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
    ],
    ['io.k8s.api.core.v1.Secret', { data: { a: '???' } }, 'illegal base64 data at input byte 0'],
  ])('%s refuses %j', (definition, value, message) => {
    expect(() => decodeTyped(definition, value)).toThrow(message);
  });
});
