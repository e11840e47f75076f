import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json.ts';
import { prune } from './prune.ts';
import type { JsonSchema } from './types.ts';

const text: JsonSchema = { type: 'string' };
const preserve = { 'x-kubernetes-preserve-unknown-fields': true };
const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...more,
});

describe('prune', () => {
  it.each<{ reason: string; schema: JsonSchema; value: JsonObject; removed: string[]; left: JsonObject }>([
    {
      reason: 'unknown fields go, at every depth, and are named sorted',
      schema: object({ spec: object({ list: { type: 'array', items: object({ a: text }) } }) }),
      value: { z: 1, spec: { list: [{ a: '1', b: 2 }], c: { d: 1 } } },
      removed: ['spec.c', 'spec.list[0].b', 'z'],
      left: { spec: { list: [{ a: '1' }] } },
    },
    {
      reason: 'what every resource has stays',
      schema: object({}),
      value: { apiVersion: 'v1', kind: 'X', metadata: { name: 'a', labels: {} } },
      removed: [],
      left: { apiVersion: 'v1', kind: 'X', metadata: { name: 'a', labels: {} } },
    },
    {
      reason: 'preserved objects keep what is unknown, but specified fields in them are pruned',
      schema: object({ any: object({ known: object({ a: text }) }, preserve) }),
      value: { any: { free: { x: 1 }, known: { a: '1', b: 2 } } },
      removed: ['any.known.b'],
      left: { any: { free: { x: 1 }, known: { a: '1' } } },
    },
    {
      reason: 'additionalProperties lets every key stand',
      schema: object({ map: { type: 'object', additionalProperties: object({ a: text }) } }),
      value: { map: { k: { a: '1', b: 2 } } },
      removed: ['map.k.b'],
      left: { map: { k: { a: '1' } } },
    },
    {
      reason: 'an embedded resource keeps its type and metadata, and is pruned else',
      schema: object({ inner: object({ spec: object({}) }, { 'x-kubernetes-embedded-resource': true }) }),
      value: { inner: { apiVersion: 'v1', kind: 'X', metadata: { name: 'a' }, spec: { b: 1 } } },
      removed: ['inner.spec.b'],
      left: { inner: { apiVersion: 'v1', kind: 'X', metadata: { name: 'a' }, spec: {} } },
    },
  ])('$reason', ({ schema, value, removed, left }) => {
    expect(prune(schema, value)).toEqual(removed);
    expect(value).toEqual(left);
  });
});
