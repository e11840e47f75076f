import type { Environment } from '@marcbachmann/cel-js';
import type { JsonSchema, ValidationRule } from '../types.ts';
import { adapt } from './adapt.ts';
import { check, type Declarations } from './check/checker.ts';
import { expressionOf } from './check/expression.ts';
import { literalProblems } from './check/literals.ts';
import { programProblem } from './check/program.ts';
import { parseType } from './check/type.ts';
import type { Bounds } from './cost/bounds.ts';
import { boundsOf } from './cost/bounds.ts';
import { estimateCost } from './cost/estimate.ts';
import type { Declared } from './declare.ts';
import { declare } from './declare.ts';
import { describe, type Room, roomOfSchema } from './display.ts';
import { ruleEnvironment } from './environment.ts';
import { fieldPathOf } from './field-path.ts';
import { problemOf } from './problem.ts';
import { parse } from './syntax/index.ts';
import type { Size } from './work.ts';
import { nodesOf, workOf } from './work.ts';

/** An expression ready to run; `work` bounds its steps for collections of a size, `cost` is what the schema alone lets the server expect. */
interface Expression {
  evaluate(context: Record<string, unknown>): unknown;
  work(size: Size): number;
  cost(bounds: Bounds): number;
}

export interface CompiledRule {
  rule: ValidationRule;
  usesOldSelf: boolean;
  /** Absent when the rule does not compile. */
  expression?: Expression;
  problem?: string;
  message?: Expression;
  messageProblem?: string;
  /** What `fieldPath` adds to the field of a failure. */
  fieldPath: string;
}

interface CompiledRules {
  self: Declared;
  /** Nothing where rules cannot see the schema. */
  bounds: Bounds;
  rules: CompiledRule[];
}

const asValue = new WeakMap<JsonSchema, CompiledRules>();
const asResource = new WeakMap<JsonSchema, CompiledRules>();

/** The rules of one schema node, compiled once for as long as the schema lives. Those that are wrong take of the `room`. */
export function compileRules(schema: JsonSchema, isResource: boolean, room = roomOfSchema()): CompiledRules {
  const cache = isResource ? asResource : asValue;
  let compiled = cache.get(schema);
  if (compiled === undefined) cache.set(schema, (compiled = compileAll(schema, isResource, room)));
  return compiled;
}

function compileAll(schema: JsonSchema, isResource: boolean, room: Room): CompiledRules {
  const base = ruleEnvironment();
  const { self, objects } = declare(base, schema, isResource);
  base.registerVariable('self', self.name);
  const withOldSelf = (type: string): Scope => ({
    environment: base.clone().registerVariable('oldSelf', type),
    declarations: {
      variables: new Map([
        ['self', parseType(self.name)],
        ['oldSelf', parseType(type)],
      ]),
      objects,
    },
    room,
  });
  const plain = withOldSelf(self.name);
  const optional = withOldSelf(`optional<${self.name}>`);
  const rules = (schema['x-kubernetes-validations'] ?? []).map((rule) =>
    compileRule(rule.optionalOldSelf === true ? optional : plain, schema, rule),
  );
  return { self, bounds: boundsOf(schema, isResource) ?? { largest: 0, smallest: 0 }, rules };
}

function compileRule(scope: Scope, schema: JsonSchema, rule: ValidationRule): CompiledRule {
  const path = rule.fieldPath === undefined ? undefined : fieldPathOf(schema, rule.fieldPath);
  const result: CompiledRule = {
    rule,
    usesOldSelf: false,
    fieldPath: path !== undefined && 'path' in path ? path.path : '',
  };
  const compiled = compileExpression(scope, rule.rule, 'bool');
  if ('problem' in compiled) {
    result.problem = compiled.wrongType
      ? 'cel expression must evaluate to a bool'
      : `${compiled.isCompiled ? 'program instantiation' : 'compilation'} failed: ${compiled.problem}`;
    return result;
  }
  result.expression = compiled.expression;
  result.usesOldSelf = compiled.usesOldSelf;
  if (rule.messageExpression === undefined || rule.messageExpression === '') return result;
  const message = compileExpression(scope, rule.messageExpression, 'string');
  if ('expression' in message) {
    result.message = message.expression;
  } else if (message.wrongType) {
    result.messageProblem = 'messageExpression must evaluate to a string';
  } else {
    const stage = message.isCompiled ? 'instantiation' : 'compilation';
    result.messageProblem = `messageExpression ${stage} failed: ${message.problem}`;
  }
  return result;
}

/** What rules are compiled in: for the library, which evaluates them, and for the checker, which tells what is wrong with them. */
interface Scope {
  environment: Environment;
  declarations: Declarations;
  room: Room;
}

type Compiled =
  | { expression: Expression; usesOldSelf: boolean }
  | { problem: string; wrongType?: true; isCompiled?: true };

function compileExpression(
  { environment, declarations, room }: Scope,
  source: string,
  type: 'bool' | 'string',
): Compiled {
  const parsed = parse(environment, source, room);
  if ('problems' in parsed) return { problem: describe(source, parsed.problems, room) };
  try {
    const findings = { unsupported: [] };
    const expanded = expressionOf(parsed.ast, findings);
    const checked = check(expanded, declarations);
    const problems = [checked.problems, literalProblems(checked), findings.unsupported].find(
      ({ length }) => length > 0,
    );
    if (problems !== undefined) return { problem: describe(source, problems, room, checked.untold) };
    if (checked.type.kind !== type) return { problem: '', wrongType: true };
    let usesOldSelf = false;
    for (const node of nodesOf(parsed.ast)) if (node.op === 'id' && node.args === 'oldSelf') usesOldSelf = true;
    adapt(parsed.ast);
    const { error } = parsed.check();
    if (error !== undefined) return { problem: describe(source, [problemOf(error)], room) };
    const problem = programProblem(checked);
    if (problem !== undefined) return { problem, isCompiled: true };
    const expression = {
      evaluate: (context: Record<string, unknown>): unknown => parsed(context),
      work: (size: Size) => workOf(parsed.ast, size),
      cost: (bounds: Bounds) => estimateCost(parsed.ast, bounds),
    };
    return { expression, usesOldSelf };
  } catch (error) {
    return { problem: describe(source, [problemOf(error)], room) };
  }
}
