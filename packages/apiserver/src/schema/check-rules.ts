import { invalid, invalidShown, notSupported, required } from './cause.ts';
import { compileRules } from './cel/compile.ts';
import { type Room, roomOfSchema } from './cel/display.ts';
import { fieldPathOf } from './cel/field-path.ts';
import { goStruct, goTrim } from './go-format.ts';
import { internalRule } from './internal.ts';
import { type Occurrences, occurrencesOf, occurrencesWithin, RuleCosts } from './rule-costs.ts';
import { fieldOfSchema as at, subSchemas } from './sub-schemas.ts';
import type { Cause, JsonSchema, ValidationRule } from './types.ts';

const reasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];

/** The CEL rules of a schema: well formed all of them, or else none is compiled. */
export function checkRules(schema: JsonSchema, path: string): Cause[] {
  const causes = checkForms(schema, path);
  if (causes.length > 0) return causes;
  const costs = new RuleCosts();
  const place = { isRoot: true, uncorrelated: undefined, occurrences: 1, costs, room: roomOfSchema() };
  causes.push(...checkCompilation(schema, path, place));
  return [...causes, ...costs.total(path)];
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
  const source = goTrim(rule.rule ?? '');
  if (source === '') causes.push(required(`${path}.rule`, 'rule is not specified'));
  else if (message !== '' && goTrim(message) === '') {
    causes.push(invalid(`${path}.message`, message, 'must be non-empty if specified'));
  } else if (/[\n\r]/.test(goTrim(message))) {
    causes.push(invalid(`${path}.message`, message, 'must not contain line breaks'));
  } else if (/[\n\r]/.test(source) && goTrim(message) === '') {
    causes.push(required(`${path}.message`, 'message must be specified if rule contains line breaks'));
  }
  if (messageExpression !== '' && goTrim(messageExpression) === '') {
    causes.push(required(`${path}.messageExpression`, 'messageExpression must be non-empty if specified'));
  }
  if (reason !== undefined && !reasons.includes(reason)) causes.push(notSupported(`${path}.reason`, reason, reasons));
  if (fieldPath !== '') {
    if (goTrim(fieldPath) === '') {
      causes.push(invalid(`${path}.fieldPath`, fieldPath, 'must be non-empty if specified'));
    }
    if (/[\n\r]/.test(fieldPath)) causes.push(invalid(`${path}.fieldPath`, fieldPath, 'must not contain line breaks'));
    if ('problem' in fieldPathOf(schema, fieldPath)) {
      causes.push(invalid(`${path}.fieldPath`, fieldPath, 'must be a valid path'));
    }
  }
  return causes;
}

interface Place {
  isRoot: boolean;
  /** The list or map above whose items have no former state, if there is one: no transition rule can run in it. */
  uncorrelated: string | undefined;
  occurrences: Occurrences;
  costs: RuleCosts;
  room: Room;
}

function checkCompilation(schema: JsonSchema, path: string, place: Place): Cause[] {
  const causes = (schema['x-kubernetes-validations'] ?? []).length === 0 ? [] : checkOwnRules(schema, path, place);
  const occurrences = occurrencesWithin(schema, place.occurrences);
  for (const { schema: child, field, kind } of subSchemas(schema, path)) {
    if (kind === 'anyOf' || kind === 'oneOf' || kind === 'not' || kind === 'allOf') continue;
    const uncorrelated = place.uncorrelated ?? (losesFormer(schema, kind) ? path : undefined);
    causes.push(...checkCompilation(child, field, { ...place, isRoot: false, uncorrelated, occurrences }));
  }
  return causes;
}

/** Whether what is inside has no former state to be compared with. */
function losesFormer(schema: JsonSchema, kind: string): boolean {
  switch (kind) {
    case 'items':
      return schema['x-kubernetes-list-type'] !== 'map';
    case 'properties':
      return schema['x-kubernetes-map-type'] === 'atomic';
    default:
      return false;
  }
}

function checkOwnRules(schema: JsonSchema, path: string, place: Place): Cause[] {
  const { isRoot, uncorrelated, occurrences, costs, room } = place;
  const causes: Cause[] = [];
  const isResource = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  const { rules, bounds } = compileRules(schema, isResource, room);
  const times = occurrencesOf(occurrences, bounds.smallest);
  for (const [index, compiled] of rules.entries()) {
    const { rule, usesOldSelf, problem, messageProblem, expression, message } = compiled;
    const field = at(path, `x-kubernetes-validations[${index}]`);
    if (expression !== undefined) {
      causes.push(...costs.add('rule', `${field}.rule`, expression.cost(bounds) * times));
    }
    if (problem !== undefined) causes.push(broken(`${field}.rule`, rule, problem));
    if (messageProblem !== undefined) causes.push(broken(`${field}.messageExpression`, rule, messageProblem));
    if (message !== undefined) {
      causes.push(...costs.add('messageExpression', `${field}.messageExpression`, message.cost(bounds)));
    }
    if (usesOldSelf && uncorrelated !== undefined) {
      const detail = `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelated}`;
      causes.push(invalid(`${field}.rule`, rule.rule, detail));
    } else if (!usesOldSelf && problem === undefined && rule.optionalOldSelf !== undefined) {
      const detail = 'may not be set if oldSelf is not used in rule';
      causes.push(invalid(`${field}.optionalOldSelf`, rule.optionalOldSelf, detail));
    }
  }
  return causes;
}

/** The server prints a whole rule here, as its own Go struct. */
function broken(field: string, rule: ValidationRule, detail: string): Cause {
  return invalidShown(field, goStruct(internalRule({ ...rule })), detail);
}
