import { validateRules } from '../schema/cel/rules.ts';
import type { JsonObject } from '../schema/json.ts';
import type { JsonSchema } from '../schema/types.ts';

/** What comes of a rule about an object: true, false, or what is said when it cannot be judged; for tests. */
export function outcomeOf(
  rule: string,
  value: JsonObject = {},
  properties: Record<string, JsonSchema> = {},
): boolean | string {
  const schema: JsonSchema = {
    type: 'object',
    properties,
    'x-kubernetes-validations': [{ rule, message: 'the rule' }],
  };
  const [cause] = validateRules(schema, value, undefined).causes;
  if (cause === undefined) return true;
  const told = cause.message.replace(/^Invalid value: ("object": )?/, '');
  return told === 'the rule' ? false : told.replace(/ (evaluating|for) rule: the rule$/, '');
}

/** The same about an object with lists of texts, numbers, either, and objects. */
export function outcomeOfLists(rule: string): boolean | string {
  const properties: Record<string, JsonSchema> = {
    t: { type: 'array', items: { type: 'string' } },
    i: { type: 'array', items: { type: 'integer' } },
    p: { type: 'array', items: { 'x-kubernetes-int-or-string': true } },
    l: { type: 'array', items: { type: 'object', properties: { k: { type: 'string' } } } },
  };
  const value = { t: ['b', 'a', 'b'], i: [3, 1, 3], p: [1, 'a', 1], l: [{ k: 'a' }, { k: 'b' }, { k: 'a' }] };
  return outcomeOf(rule, value, properties);
}
