import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDefaults } from '../schema/defaults.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { clone, isObject } from '../schema/json.ts';
import { prune } from '../schema/prune.ts';
import type { JsonSchema } from '../schema/types.ts';
import { apply, resetFields } from './apply.ts';
import { mergePatch } from './merge-patch.ts';
import { trackUpdate } from './track-update.ts';

interface Step {
  kind: 'apply' | 'status' | 'create' | 'merge' | 'statusmerge';
  manager: string;
  force: boolean;
  body: JsonObject;
  object?: JsonObject;
  conflict?: { message: string; causes: { field: string; message: string }[] };
}

// Recorded from a real 1.36.4 server: histories of one object each, written in all these ways by three managers.
const { schema, runs }: { schema: JsonSchema; runs: Step[][] } = JSON.parse(
  readFileSync(new URL('reference/apply.json', import.meta.url), 'utf8'),
);
const apiVersion = 'probe.example.com/v1';
const now = 'NOW';

/** What a server does around these functions: the endpoint's resets, the schema, typed metadata. */
function finish(live: JsonObject | undefined, written: JsonObject, subresource: string): JsonObject {
  const object = clone(written);
  if (subresource === 'status') {
    const metadata = {
      ...(live?.['metadata'] as JsonObject),
      managedFields: (object['metadata'] as JsonObject)['managedFields'] ?? null,
    };
    return settle({ ...live, status: object['status'] ?? null, metadata });
  }
  return settle({ ...object, status: live?.['status'] ?? null });
}

function settle(object: JsonObject): JsonObject {
  if (object['status'] === null) delete object['status'];
  const metadata = object['metadata'] as JsonObject;
  for (const name of ['labels', 'finalizers', 'managedFields']) {
    if (Object.keys((metadata[name] ?? {}) as JsonObject).length === 0) delete metadata[name];
  }
  prune(schema, object);
  applyDefaults(schema, object);
  return object;
}

function perform(step: Step, live: JsonObject | undefined): JsonObject | { conflict: Step['conflict'] } {
  const subresource = step.kind.startsWith('status') ? 'status' : '';
  const common = { manager: step.manager, schema, subresource, now, apiVersion, reset: resetFields(subresource, true) };
  if (step.kind === 'apply' || step.kind === 'status') {
    const result = apply({ live, applied: clone(step.body), force: step.force, ...common });
    return 'conflicts' in result ? { conflict: result.conflicts } : finish(live, result.object, subresource);
  }
  const after = clone(step.kind === 'create' ? step.body : (mergePatch(live ?? {}, step.body) as JsonObject));
  settle(after);
  const managedFields = trackUpdate({ before: live, after, operation: 'Update', ...common });
  return finish(live, { ...after, metadata: { ...(after['metadata'] as JsonObject), managedFields } }, subresource);
}

/** The server sorts entries by their times, which are not recorded. */
function unordered(object: JsonObject): Json {
  const copy = clone(object);
  const metadata = copy['metadata'];
  if (isObject(metadata) && Array.isArray(metadata['managedFields'])) {
    metadata['managedFields'].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  }
  return copy;
}

const fields = (conflict: Step['conflict']): string[] =>
  (conflict?.causes ?? []).map(({ field, message }) => `${field} ${message}`).sort();

describe('server-side apply', () => {
  it.each(runs.map((run, index) => ({ index, run })))('history $index goes as on a real 1.36 server', ({ run }) => {
    let live: JsonObject | undefined;
    const outcomes: unknown[] = [];
    for (const step of run) {
      const result = perform(step, live);
      if ('conflict' in result) outcomes.push(fields(result.conflict as Step['conflict']));
      else outcomes.push(unordered((live = result)));
    }
    expect(outcomes).toEqual(
      run.map(({ object, conflict }) => (object === undefined ? fields(conflict) : unordered(object))),
    );
  });
});

const spec: JsonSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        x: { type: 'integer' },
        m: { type: 'object', additionalProperties: { type: 'string' } },
        l: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['k'],
          items: { type: 'object', required: ['k'], properties: { k: { type: 'string' }, v: { type: 'string' } } },
        },
      },
    },
  },
};
const head = { apiVersion: 'v1', kind: 'X', metadata: { name: 'a' } };
const by = (manager: string, live: JsonObject | undefined, body: JsonObject, force = false): ReturnType<typeof apply> =>
  apply({
    live,
    applied: { ...head, ...body },
    manager,
    force,
    schema: spec,
    subresource: '',
    now: '2024-01-01T00:00:00Z',
    apiVersion: 'v1',
  });
const must = (result: ReturnType<typeof apply>): JsonObject => {
  if ('conflicts' in result) throw new Error(result.conflicts.message);
  return result.object;
};

describe('apply', () => {
  it('words conflicts as the server does', () => {
    const one = must(by('one', undefined, { spec: { x: 1, l: [{ k: '1', v: 'x' }] } }));
    const two = must(by('two', one, { spec: { x: 1 } }));
    expect(by('two', must(by('one', undefined, { spec: { x: 1 } })), { spec: { x: 2 } })).toMatchObject({
      conflicts: { message: 'Apply failed with 1 conflict: conflict with "one": .spec.x' },
    });
    expect(by('three', two, { spec: { x: 2, l: [{ k: '1', v: 'y' }] } })).toMatchObject({
      conflicts: {
        message:
          'Apply failed with 3 conflicts: conflicts with "one":\n- .spec.x\n- .spec.l[k="1"].v\nconflicts with "two":\n- .spec.x',
      },
    });
  });

  // As a real 1.36 server answers.
  it.each<{ reason: string; body: JsonObject; code: number; message: string }>([
    {
      reason: 'an unknown field',
      body: { spec: { zz: 2 } },
      code: 500,
      message: 'failed to create typed patch object (/a; /v1, Kind=X): .spec.zz: field not declared in schema',
    },
    {
      reason: 'wrong types',
      body: { spec: { x: 's', m: 'str' } },
      code: 500,
      message:
        'failed to create typed patch object (/a; /v1, Kind=X): errors:\n  .spec.m: expected map, got &{str}\n  .spec.x: expected numeric (int or float), got string',
    },
    {
      reason: 'a key twice',
      body: { spec: { l: [{ k: '1' }, { k: '1' }] } },
      code: 500,
      message: 'failed to create typed patch object (/a; /v1, Kind=X): .spec.l: duplicate entries for key [k="1"]',
    },
    {
      reason: 'managedFields',
      body: { metadata: { name: 'a', managedFields: [] } },
      code: 400,
      message: 'metadata.managedFields must be nil',
    },
  ])('refuses $reason', ({ body, code, message }) => {
    expect(() => by('one', undefined, body)).toThrow(expect.objectContaining({ code, message }));
  });

  it('takes over from client-side apply what nobody has changed since, as kubectl', () => {
    const last = JSON.stringify({ ...head, spec: { x: 1 } });
    const metadata = { name: 'a', uid: 'u', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': last } };
    const created: JsonObject = { ...head, metadata, spec: { x: 1 } };
    const managedFields = trackUpdate({
      before: undefined,
      after: created,
      manager: 'kubectl-client-side-apply',
      operation: 'Update',
      subresource: '',
      schema: spec,
      now: '2024-01-01T00:00:00Z',
      apiVersion: 'v1',
    });
    const live = { ...created, metadata: { ...metadata, managedFields } };
    expect(by('other', live, { spec: { x: 2 } })).toMatchObject({
      conflicts: {
        message: 'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using v1: .spec.x',
      },
    });
    const taken = must(by('kubectl', live, { spec: { x: 2 } }));
    expect(taken['spec']).toEqual({ x: 2 });
    const { annotations } = taken['metadata'] as { annotations: Record<string, string> };
    expect(JSON.parse(annotations['kubectl.kubernetes.io/last-applied-configuration'] ?? '')).toEqual({
      ...head,
      spec: { x: 2 },
    });
  });

  const config = fc.record(
    {
      x: fc.integer({ min: 0, max: 3 }),
      m: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2')),
      l: fc
        .uniqueArray(fc.record({ k: fc.constantFrom('a', 'b', 'c'), v: fc.constantFrom('1', '2') }), {
          selector: ({ k }) => k,
        })
        .map((items): Json[] => items),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<JsonObject>;

  it('is idempotent', () => {
    fc.assert(
      fc.property(config, config, (first, second) => {
        const start = must(by('one', undefined, { spec: first }));
        const once = must(by('two', start, { spec: second }, true));
        expect(must(by('two', once, { spec: second }))).toEqual(once);
      }),
    );
  });

  it('removes what its only manager no longer applies, and nothing of others', () => {
    fc.assert(
      fc.property(config, config, (mine, theirs) => {
        const start = must(by('one', undefined, { spec: mine }));
        const both = must(by('two', start, { spec: theirs }, true));
        const alone = must(by('two', undefined, { spec: theirs }));
        const left = must(by('one', both, {}));
        const content = (object: JsonObject): Json =>
          JSON.parse(
            JSON.stringify(object['spec'] ?? {}, (_, item: Json) => (isEmpty(item) ? undefined : item)) ?? '{}',
          );
        const items = (object: JsonObject): unknown => {
          const { l = [], ...rest } = content(object) as { l?: JsonObject[] };
          return { ...rest, l: [...l].sort((a, b) => (JSON.stringify(a['k']) < JSON.stringify(b['k']) ? -1 : 1)) };
        };
        expect(items(left)).toEqual(items(alone));
      }),
    );
  });
});

function isEmpty(item: Json): boolean {
  return typeof item === 'object' && Object.keys(item ?? {}).length === 0;
}
