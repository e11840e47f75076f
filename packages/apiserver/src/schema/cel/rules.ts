import { Optional } from '@marcbachmann/cel-js';
import { duplicate, forbidden, invalid, required } from '../cause.ts';
import type { Former } from '../correlate.ts';
import { correlate, isSame } from '../correlate.ts';
import { goTrim } from '../go-format.ts';
import type { Json } from '../json.ts';
import { isObject, own } from '../json.ts';
import type { Cause, JsonSchema, ValidationRule } from '../types.ts';
import type { CompiledRule } from './compile.ts';
import { compileRules } from './compile.ts';
import { sizeOf } from './work.ts';

/** Steps that the rules of one object may take together; the real server's budget has the same size. */
const WORK_LIMIT = 10_000_000;

/** Bytes a message expression may evaluate to. */
const MAX_MESSAGE = 5 * 1024;

const OUT_OF_BUDGET = 'validation failed due to running out of cost budget, no further validation rules will be run';

/** What rules find wrong. */
interface Findings {
  causes: Cause[];
  /** What was so before: it is let pass, with a warning. */
  tolerated: Cause[];
  /** Steps that are left. */
  left: number;
}

/**
 * Runs the CEL rules (`x-kubernetes-validations`) of a schema on an object and everything in it. Transition rules run where
 * there is a former state; where nothing changed, only they can fail, and the failures of others are tolerated. No rule runs on an
 * object that `blockingCause` finds broken. Rules stop, with a cause that says so, when they would take more than `WORK_LIMIT` steps.
 */
export function validateRules(
  schema: JsonSchema,
  value: Json,
  oldValue: Json | undefined,
  path = '',
): Pick<Findings, 'causes' | 'tolerated'> {
  const findings: Findings = { causes: [], tolerated: [], left: WORK_LIMIT };
  walk({ schema, value, former: oldValue ?? undefined, path, isResource: path === '', isKept: () => false }, findings);
  return findings;
}

/** The same on a value that is no resource, such as a default. */
export function validateValueRules(schema: JsonSchema, value: Json, path: string): Cause[] {
  const findings: Findings = { causes: [], tolerated: [], left: WORK_LIMIT };
  walk({ schema, value, former: undefined, path, isResource: false, isKept: () => false }, findings);
  return findings.causes;
}

/** Stands for the rules that were not run because the object does not even have its schema's shape; undefined when they can be. */
export function blockingCause(causes: readonly Cause[]): Cause | undefined {
  const isBlocking = ({ reason }: Cause): boolean =>
    reason === 'FieldValueNotSupported' ||
    reason === 'FieldValueRequired' ||
    reason === 'FieldValueTooLong' ||
    reason === 'FieldValueTooMany' ||
    reason === 'FieldValueTypeInvalid';
  if (!causes.some(isBlocking)) return undefined;
  const detail =
    'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';
  return invalid('<nil>', null, detail);
}

/** A value in its place, and what it was. */
interface Node {
  schema: JsonSchema;
  value: Json;
  former: Former;
  path: string;
  isResource: boolean;
  /** Whether the nearest thing around it whose former state is known is what it was. */
  isKept: () => boolean;
}

/** Does one node and what is below it; false when the budget is used up. */
function walk(node: Node, findings: Findings): boolean {
  const { schema, value, former, path } = node;
  if (value === null) return true;
  const isKept = former === undefined || former === null ? node.isKept : once(() => isSame(schema, value, former));
  const known = { ...node, former: former ?? undefined, isKept };
  if (!runRules(known, findings)) return false;
  for (const alternative of schema.allOf ?? []) {
    if (!runRules({ ...known, schema: withRulesOf(schema, alternative) }, findings)) return false;
  }
  const formerOf = correlate(schema, value, former);
  const below = (child: JsonSchema, item: Json, key: string | number, childPath: string): boolean =>
    walk(
      { schema: child, value: item, former: formerOf(key), path: childPath, isResource: isEmbedded(child), isKept },
      findings,
    );
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined || value.every((item, index) => below(items, item, index, `${path}[${index}]`));
  }
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, item]) => {
    const property = own(schema.properties, key);
    if (property !== undefined) return below(property, item, key, path === '' ? key : `${path}.${key}`);
    const { additionalProperties } = schema;
    return typeof additionalProperties !== 'object' || below(additionalProperties, item, key, `${path}[${key}]`);
  });
}

function once(ask: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => (answer ??= ask());
}

const alternatives = new WeakMap<JsonSchema, JsonSchema>();

/** An allOf's rules stand on the schema around it, which has the types. */
function withRulesOf(schema: JsonSchema, alternative: JsonSchema): JsonSchema {
  let combined = alternatives.get(alternative);
  if (combined === undefined) {
    combined = { ...schema, 'x-kubernetes-validations': alternative['x-kubernetes-validations'] ?? [] };
    alternatives.set(alternative, combined);
  }
  return combined;
}

function isEmbedded(schema: JsonSchema): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function runRules({ schema, value, former, path, isResource, isKept }: Node, findings: Findings): boolean {
  if ((schema['x-kubernetes-validations'] ?? []).length === 0) return true;
  const { causes, tolerated } = findings;
  const { self, rules } = compileRules(schema, isResource);
  const field = path === '' ? '<nil>' : path;
  const size = sizeOf(value, former);
  const context = (optional: boolean): Record<string, unknown> => ({
    self: self.convert(value),
    ...(optional
      ? { oldSelf: former === undefined ? Optional.none() : Optional.of(self.convert(former)) }
      : former === undefined
        ? {}
        : { oldSelf: self.convert(former) }),
  });
  for (const compiled of rules) {
    const { rule, expression } = compiled;
    if (expression === undefined) {
      causes.push(invalid(field, schema.type ?? '', `rule compile error: ${compiled.problem ?? ''}`));
      continue;
    }
    const optional = rule.optionalOldSelf === true;
    if (compiled.usesOldSelf && former === undefined && !optional) continue;
    findings.left -= expression.work(size) + (compiled.message?.work(size) ?? 0);
    if (findings.left < 0) {
      causes.push(invalid(field, schema.type ?? '', OUT_OF_BUDGET));
      return false;
    }
    const cause = runRule(schema, compiled, context(optional), value, path);
    if (cause !== undefined) (!compiled.usesOldSelf && isKept() ? tolerated : causes).push(cause);
  }
  return true;
}

function runRule(
  schema: JsonSchema,
  compiled: CompiledRule,
  context: Record<string, unknown>,
  value: Json,
  path: string,
): Cause | undefined {
  const { rule, expression } = compiled;
  try {
    if (expression?.evaluate(context) === true) return undefined;
  } catch (error) {
    return invalid(path === '' ? '<nil>' : path, schema.type ?? '', describeFailure(rule, error));
  }
  const place = [path, compiled.fieldPath].filter((part) => part !== '').join('.');
  const detail = messageOf(compiled, context);
  return failure(
    rule,
    place === '' ? '<nil>' : place,
    schema.type === 'object' || schema.type === 'array' ? undefined : value,
    detail,
  );
}

function failure(rule: ValidationRule, field: string, value: Json | undefined, detail: string): Cause {
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbidden(field, detail);
    case 'FieldValueRequired':
      return required(field, detail);
    case 'FieldValueDuplicate':
      return duplicate(field, value);
    default:
      return invalid(field, value, detail);
  }
}

/** The message expression's, if it gives one; else the rule's message; else the rule. */
function messageOf({ rule, message }: CompiledRule, context: Record<string, unknown>): string {
  const evaluated = message === undefined ? undefined : evaluateMessage(() => message.evaluate(context));
  if (evaluated !== undefined) return evaluated;
  const fixed = goTrim(rule.message ?? '');
  return fixed === '' ? `failed rule: ${goTrim(rule.rule)}` : fixed;
}

function evaluateMessage(evaluate: () => unknown): string | undefined {
  try {
    const text = evaluate();
    const trimmed = typeof text === 'string' ? goTrim(text) : '';
    return trimmed === '' || trimmed.includes('\n') || Buffer.byteLength(trimmed) > MAX_MESSAGE ? undefined : trimmed;
  } catch {
    return undefined; // The server falls back to the rule's message as well.
  }
}

/** What a text could not be converted to, by the library's code for it. */
const conversions: Readonly<Record<string, string>> = {
  bool_conversion_error: 'bool',
  double_conversion_error: 'double',
  int_conversion_error: 'int',
  invalid_duration: 'google.protobuf.Duration',
  uint_conversion_error: 'uint',
};

function describeFailure(rule: ValidationRule, error: unknown): string {
  const text = goTrim(rule.message ?? '') || goTrim(rule.rule);
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const summary = error instanceof Error && 'summary' in error ? String(error.summary) : String(error);
  if (code === 'no_such_overload' || code === 'no_matching_overload') {
    return `'no such overload': call arguments did not match a supported operator, function or macro signature for rule: ${text}`;
  }
  if (code === 'optional_value_missing') return `optional.none() dereference evaluating rule: ${text}`;
  const target = own(conversions, String(code));
  const what =
    target === undefined
      ? summary
          .replace(/^No such key: (index out of bounds), index (\d+).*$/, '$1: $2')
          .replace(/^No such key/, 'no such key')
      : `type conversion error from 'string' to '${target}'`;
  return `${what} evaluating rule: ${text}`;
}
