import type { JsonSchema, ValidationRule } from '../types.ts';
import { adapt } from './adapt.ts';
import type { Bounds } from './cost/bounds.ts';
import { boundsOf } from './cost/bounds.ts';
import { estimateCost } from './cost/estimate.ts';
import type { Declared } from './declare.ts';
import { declare } from './declare.ts';
import { ruleEnvironment } from './environment.ts';
import { fieldPathOf } from './field-path.ts';
import { describe, problemsOf, type Scope } from './problem.ts';
import { instantiationProblem, refusals, undeclaredMacros } from './refusals.ts';
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

/** The rules of one schema node, compiled once for as long as the schema lives. */
export function compileRules(schema: JsonSchema, isResource: boolean): CompiledRules {
  const cache = isResource ? asResource : asValue;
  let compiled = cache.get(schema);
  if (compiled === undefined) cache.set(schema, (compiled = compileAll(schema, isResource)));
  return compiled;
}

function compileAll(schema: JsonSchema, isResource: boolean): CompiledRules {
  const base = ruleEnvironment();
  const { self, shownAs } = declare(base, schema, isResource);
  base.registerVariable('self', self.name);
  const plain = base.clone().registerVariable('oldSelf', self.name);
  const optional = base.clone().registerVariable('oldSelf', `optional<${self.name}>`);
  const rules = (schema['x-kubernetes-validations'] ?? []).map((rule) =>
    compileRule({ environment: rule.optionalOldSelf === true ? optional : plain, shownAs }, schema, rule),
  );
  return { self, bounds: boundsOf(schema, isResource) ?? { largest: 0, smallest: 0 }, rules };
}

function compileRule(declared: Omit<Scope, 'source'>, schema: JsonSchema, rule: ValidationRule): CompiledRule {
  const path = rule.fieldPath === undefined ? undefined : fieldPathOf(schema, rule.fieldPath);
  const result: CompiledRule = {
    rule,
    usesOldSelf: false,
    fieldPath: path !== undefined && 'path' in path ? path.path : '',
  };
  const compiled = compileExpression({ ...declared, source: rule.rule }, 'bool');
  if ('problem' in compiled) {
    result.problem = compiled.wrongType
      ? 'cel expression must evaluate to a bool'
      : `${compiled.isCompiled ? 'program instantiation' : 'compilation'} failed: ${compiled.problem}`;
    return result;
  }
  result.expression = compiled.expression;
  result.usesOldSelf = compiled.usesOldSelf;
  if (rule.messageExpression === undefined || rule.messageExpression === '') return result;
  const message = compileExpression({ ...declared, source: rule.messageExpression }, 'string');
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

type Compiled =
  | { expression: Expression; usesOldSelf: boolean }
  | { problem: string; wrongType?: true; isCompiled?: true };

function compileExpression(scope: Scope, type: 'bool' | 'string'): Compiled {
  const { environment, source } = scope;
  try {
    const parsed = environment.parse(source);
    let usesOldSelf = false;
    for (const node of nodesOf(parsed.ast)) if (node.op === 'id' && node.args === 'oldSelf') usesOldSelf = true;
    adapt(parsed.ast);
    const undeclared = undeclaredMacros(scope, parsed.ast);
    if (undeclared.length > 0) return { problem: describe(source, undeclared) };
    const checked = parsed.check();
    const problems = checked.valid ? refusals(scope, parsed.ast) : problemsOf(scope, checked.error, parsed.ast);
    if (problems.length > 0) return { problem: describe(source, problems) };
    if (checked.type !== type && checked.type !== 'dyn') return { problem: '', wrongType: true };
    const problem = instantiationProblem(parsed.ast);
    if (problem !== undefined) return { problem, isCompiled: true };
    const expression = {
      evaluate: (context: Record<string, unknown>): unknown => parsed(context),
      work: (size: Size) => workOf(parsed.ast, size),
      cost: (bounds: Bounds) => estimateCost(parsed.ast, bounds),
    };
    return { expression, usesOldSelf };
  } catch (error) {
    return { problem: describe(source, problemsOf(scope, error)) };
  }
}
