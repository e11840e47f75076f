import { invalid, notSupported, required } from './cause.ts';
import { compileRules } from './cel/compile.ts';
import { fieldPathOf } from './cel/field-path.ts';
import { goJson } from './go-format.ts';
import { fieldOfSchema as at, subSchemas } from './sub-schemas.ts';
import type { Cause, JsonSchema, ValidationRule } from './types.ts';

const reasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];

/** The CEL rules of a schema: well formed all of them, or else none is compiled. */
export function checkRules(schema: JsonSchema, path: string): Cause[] {
  const causes = checkForms(schema, path);
  return causes.length > 0 ? causes : checkCompilation(schema, path, undefined, true);
}

function checkForms(schema: JsonSchema, path: string): Cause[] {
  const causes = (schema['x-kubernetes-validations'] ?? []).flatMap((rule, index) =>
    checkForm(schema, rule, at(path, `x-kubernetes-validations[${index}]`)),
  );
  return [...causes, ...subSchemas(schema, path).flatMap((child) => checkForms(child.schema, child.field))];
}

function checkForm(schema: JsonSchema, rule: ValidationRule, path: string): Cause[] {
  const causes: Cause[] = [];
  const { message = '', messageExpression = '', fieldPath = '', reason } = rule;
  const source = (rule.rule ?? '').trim();
  if (source === '') causes.push(required(`${path}.rule`, 'rule is not specified'));
  else if (message !== '' && message.trim() === '') {
    causes.push(invalid(`${path}.message`, message, 'must be non-empty if specified'));
  } else if (/[\n\r]/.test(message.trim())) {
    causes.push(invalid(`${path}.message`, message, 'must not contain line breaks'));
  } else if (/[\n\r]/.test(source) && message.trim() === '') {
    causes.push(required(`${path}.message`, 'message must be specified if rule contains line breaks'));
  }
  if (messageExpression !== '' && messageExpression.trim() === '') {
    causes.push(required(`${path}.messageExpression`, 'messageExpression must be non-empty if specified'));
  }
  if (reason !== undefined && !reasons.includes(reason)) causes.push(notSupported(`${path}.reason`, reason, reasons));
  if (fieldPath !== '') {
    if (fieldPath.trim() === '') causes.push(invalid(`${path}.fieldPath`, fieldPath, 'must be non-empty if specified'));
    if (/[\n\r]/.test(fieldPath)) causes.push(invalid(`${path}.fieldPath`, fieldPath, 'must not contain line breaks'));
    if ('problem' in fieldPathOf(schema, fieldPath)) {
      causes.push(invalid(`${path}.fieldPath`, fieldPath, 'must be a valid path'));
    }
  }
  return causes;
}

/** `uncorrelated` is the list above whose items have no former state, if there is one: no transition rule can run in it. */
function checkCompilation(
  schema: JsonSchema,
  path: string,
  uncorrelated: string | undefined,
  isRoot: boolean,
): Cause[] {
  const causes: Cause[] = [];
  const { rules } =
    (schema['x-kubernetes-validations'] ?? []).length === 0
      ? { rules: [] }
      : compileRules(schema, isRoot || schema['x-kubernetes-embedded-resource'] === true);
  for (const [index, { rule, usesOldSelf, problem, messageProblem }] of rules.entries()) {
    const field = at(path, `x-kubernetes-validations[${index}]`);
    if (problem !== undefined) causes.push(broken(`${field}.rule`, rule, problem));
    if (messageProblem !== undefined) causes.push(broken(`${field}.messageExpression`, rule, messageProblem));
    if (usesOldSelf && uncorrelated !== undefined) {
      const detail = `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelated}`;
      causes.push(invalid(`${field}.rule`, rule.rule, detail));
    } else if (!usesOldSelf && problem === undefined && rule.optionalOldSelf !== undefined) {
      const detail = 'may not be set if oldSelf is not used in rule';
      causes.push(invalid(`${field}.optionalOldSelf`, rule.optionalOldSelf, detail));
    }
  }
  const isListMap = schema['x-kubernetes-list-type'] === 'map';
  for (const { schema: child, field, kind } of subSchemas(schema, path)) {
    if (kind === 'anyOf' || kind === 'oneOf' || kind === 'not' || kind === 'allOf') continue;
    const lost = kind === 'items' && !isListMap ? (uncorrelated ?? path) : uncorrelated;
    causes.push(...checkCompilation(child, field, lost, false));
  }
  return causes;
}

/** The server prints a whole rule here, as its own Go struct. */
function broken(field: string, rule: ValidationRule, detail: string): Cause {
  const parts = [
    `"Rule":${goJson(rule.rule)}`,
    `"Message":${goJson(rule.message ?? '')}`,
    `"MessageExpression":${goJson(rule.messageExpression ?? '')}`,
    `"Reason":${goJson(rule.reason ?? null)}`,
    `"FieldPath":${goJson(rule.fieldPath ?? '')}`,
    `"OptionalOldSelf":${goJson(rule.optionalOldSelf ?? null)}`,
  ];
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: {${parts.join()}}: ${detail}` };
}
