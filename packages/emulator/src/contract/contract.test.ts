/** Every action against the reference: what it demands of a call, and what it answers. */
import { describe, expect, it } from 'vitest';
import { type ActionReference, type FieldType, loadReference } from '../reference.ts';
import type { Cloud } from '../testing.ts';
import { absent } from './absent.ts';
import { differences } from './fields.ts';
import { contractStage, type Prepare, type ValidCall, validCalls } from './stage.ts';

const reference = loadReference();
const actions = [...reference.actions.values()].filter(({ product }) => product !== 'pvtz' && product !== 'location');
const location = [...reference.actions.values()].filter(({ product }) => product === 'location');

/** Parameters in the flat form of the wire. */
type Flat = Readonly<Record<string, string>>;

const usual: Flat = { RegionId: 'cn-hangzhou' };

async function call(cloud: Cloud, action: ActionReference, { body, path }: ValidCall, params: Flat) {
  const { product, version, name } = action;
  const request = { product, version, action: name, params, body, path: path ?? '/', method: action.methods[0] ?? '' };
  const answer = cloud.emulator.call(request);
  await cloud.clock.run(answer);
  return answer;
}

function missingCode({ product, errors }: ActionReference, name: string): string {
  if (errors.has(`MissingParameter.${name}`)) return `MissingParameter.${name}`;
  return product === 'privatelink' || product === 'nlb' ? `MissingParam.${name}` : 'MissingParameter';
}

function invalidCode({ product, errors }: ActionReference, name: string): string {
  if (errors.has(`IllegalParam.${name}`)) return `IllegalParam.${name}`;
  return product === 'privatelink' || product === 'nlb' ? `IllegalParamFormat.${name}` : 'InvalidParameter';
}

/** What is asked for by name; path parameters cannot be left out of a path. */
function required(action: ActionReference): string[] {
  return Object.entries(action.params).flatMap(([name, field]) =>
    field.required && field.where !== 'path' ? [name] : [],
  );
}

/** Texts that a parameter of this type cannot be; none where it can be any. */
function wrongTexts({ kind, enum: values }: FieldType): string[] {
  switch (kind) {
    case 'boolean':
      return ['yes', '1', ''];
    case 'integer':
      return ['many', '1.5', '0x10', ''];
    case 'number':
      return ['many', '1e9', ''];
    case 'array':
    case 'object':
    case 'map':
      return ['{', '"text"'];
    case 'string':
      return values === undefined ? [] : ['no-such-value'];
  }
}

/** A list or object is all that begins with its name. */
function without(params: Flat, name: string): Flat {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== name && !key.startsWith(`${name}.`)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

describe(`the ${actions.length} actions of the reference, and Location's ${location.length}`, () => {
  it('are all 98, each with a valid call to test it by', () => {
    expect(actions).toHaveLength(98);
    expect(Object.keys(validCalls).sort()).toEqual([...actions, ...location].map(({ key }) => key).sort());
  });

  describe.each([...actions, ...location])('$key', (action) => {
    const prepare: Prepare = validCalls[action.key] ?? (() => ({}));

    it('answers a valid call with every field of the reference, and no other', async () => {
      const stage = contractStage();
      const valid = await prepare(stage);
      const { status, body } = await call(stage.cloud, action, valid, { ...usual, ...valid.params });
      expect(body, 'the call was refused').not.toHaveProperty('Recommend');
      expect(status).toBe(200);
      const { missing, unknown, mistyped } = differences(action, body);
      expect({ unknown, mistyped }).toEqual({ unknown: [], mistyped: [] });
      expect(missing.filter((path) => !absent(action.key, path))).toEqual([]);
    });

    it('refuses a call without a required parameter, and one of another type', async () => {
      const stage = contractStage();
      const valid = await prepare(stage);
      const params = { ...usual, ...valid.params };
      for (const name of required(action)) {
        const { body, status } = await call(stage.cloud, action, valid, without(params, name));
        expect([name, status, body]).toMatchObject([name, 400, { Code: missingCode(action, name) }]);
      }
      for (const [name, field] of Object.entries(action.params)) {
        if (field.where === 'path') continue;
        for (const text of wrongTexts(field)) {
          const wrong = { ...valid, ...(isRecord(valid.body) && { body: { ...valid.body, [name]: text } }) };
          const { body, status } = await call(stage.cloud, action, wrong, { ...without(params, name), [name]: text });
          expect([name, text, status, body]).toMatchObject([name, text, 400, { Code: invalidCode(action, name) }]);
        }
      }
    });
  });
});
