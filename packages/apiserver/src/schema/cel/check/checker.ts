import { mostTold, type Problem } from '../display.ts';
import { ACCUMULATOR, type Comprehension, type Expression } from './expression.ts';
import { functions, type Overload } from './functions.ts';
import { mostGeneral, Substitutions } from './substitutions.ts';
import { isSame, listOf, mapOf, optionalOf, parseType, show, type Type, typeOf, types } from './type.ts';

/** What an expression is checked in: its variables, and the types of objects by name, with how the server calls them. */
export interface Declarations {
  variables: ReadonlyMap<string, Type>;
  objects: ReadonlyMap<string, ObjectType>;
}

export interface ObjectType {
  shownAs: string;
  fields: ReadonlyMap<string, Type>;
}

export interface Checked {
  type: Type;
  /** The type of each part. */
  types: ReadonlyMap<Expression, Type>;
  problems: Problem[];
  /** How many there are beside them. */
  untold: number;
  /** A type as the server writes it. */
  show(type: Type): string;
}

/** Names of types, which are values too. */
const typeNames: ReadonlyMap<string, Type> = new Map(
  Object.entries({
    bool: 'bool',
    bytes: 'bytes',
    double: 'double',
    'google.protobuf.Duration': 'duration',
    'google.protobuf.Timestamp': 'timestamp',
    int: 'int',
    list: 'list<dyn>',
    map: 'map<dyn, dyn>',
    null_type: 'null',
    string: 'string',
    type: 'type',
    uint: 'uint',
  }).map(([name, type]) => [name, typeOf('type', [parseType(type)])]),
);

type Scope = ReadonlyMap<string, Type>;

/** Finds the types of an expression and all that is wrong with them, as cel-go does (checker/checker.go): what is wrong has a type of its own, which goes with any. */
export function check(expression: Expression, { variables, objects }: Declarations): Checked {
  const problems: Problem[] = [];
  const found = new Map<Expression, Type>();
  const substitutions = new Substitutions();
  const shownAs = new Map([...objects].map(([name, object]) => [name, object.shownAs]));
  let parameters = 0;
  let untold = 0;

  const shown = (type: Type): string => show(type, shownAs);
  const report = (at: number, what: string): void => {
    if (problems.length < mostTold) problems.push({ at, what });
    else untold += 1;
  };
  const isAssignable = (type: Type, to: Type): boolean => substitutions.assignAll([type], [to]);
  const newParameter = (): Type => typeOf('param', [], `_var${parameters++}`);
  const known = (part: Expression): Type => found.get(part) ?? types.error;

  function typed(part: Expression, scope: Scope): Type {
    const type = typeIn(part, scope);
    found.set(part, type);
    return type;
  }

  function typeIn(part: Expression, scope: Scope): Type {
    switch (part.kind) {
      case 'literal':
        return part.type;
      case 'ident':
        return identType(part.at, part.name, scope);
      case 'select':
        return selectType(part, scope);
      case 'call':
        return callType(part, scope);
      case 'list':
        return listOf(
          part.items.map((item) => typed(item, scope)).reduce<Type | undefined>(join, undefined) ?? newParameter(),
        );
      case 'map':
        return mapType(part.entries, scope);
      case 'comprehension':
        return comprehensionType(part, scope);
    }
  }

  function identType(at: number, name: string, scope: Scope): Type {
    const type = scope.get(name) ?? variables.get(name) ?? typeNames.get(name);
    if (type !== undefined) return type;
    report(at, undeclared(name));
    return types.error;
  }

  function selectType(part: Expression & { kind: 'select' }, scope: Scope): Type {
    const qualified = part.asks === 'value' ? qualifiedName(part) : undefined;
    if (qualified !== undefined && !scope.has(qualified.slice(0, qualified.indexOf('.')))) {
      const type = typeNames.get(qualified);
      if (type !== undefined) return type;
    }
    const type = fieldType(part, scope);
    return part.asks === 'presence' ? types.bool : substitutions.apply(type);
  }

  function fieldType({ at, operand, field, asks }: Expression & { kind: 'select' }, scope: Scope): Type {
    const whole = substitutions.apply(typed(operand, scope));
    const of = whole.kind === 'optional' ? (whole.params[0] ?? types.dyn) : whole;
    const type = fieldOf(at, of, field);
    return whole.kind === 'optional' || asks === 'optional' ? optionalOf(type) : type;
  }

  function fieldOf(at: number, of: Type, field: string): Type {
    switch (of.kind) {
      case 'map':
        return of.params[1] ?? types.dyn;
      case 'object': {
        const fields = objects.get(of.name)?.fields;
        if (fields === undefined && of.name.startsWith('net.')) return noFields(at, of);
        const type = fields?.get(field);
        const what =
          fields === undefined ? `unexpected failed resolution of '${of.name}'` : `undefined field '${field}'`;
        if (type === undefined) report(at, what);
        return type ?? types.error;
      }
      case 'param':
        isAssignable(types.dyn, of);
        return types.dyn;
      case 'dyn':
      case 'error':
        return types.dyn;
      default:
        return noFields(at, of);
    }
  }

  function noFields(at: number, of: Type): Type {
    report(at, `type '${shown(of)}' does not support field selection`);
    return types.dyn;
  }

  function callType({ at, name, target, args }: Expression & { kind: 'call' }, scope: Scope): Type {
    for (const arg of args) typed(arg, scope);
    if (target !== undefined) {
      const prefix = qualifiedName(target);
      const qualified = prefix === undefined ? undefined : `${prefix}.${name}`;
      const overloads = qualified === undefined ? undefined : functions.get(qualified);
      if (qualified !== undefined && overloads !== undefined) return overloaded(at, qualified, overloads, args);
      typed(target, scope);
    }
    const overloads = functions.get(name);
    if (overloads !== undefined) return overloaded(at, name, overloads, args, target);
    report(at, undeclared(name));
    return types.error;
  }

  function overloaded(
    at: number,
    name: string,
    overloads: readonly Overload[],
    args: readonly Expression[],
    target?: Expression,
  ): Type {
    if (name === '_&&_' || name === '_||_') return logicalType(args);
    const given = [...(target === undefined ? [] : [target]), ...args].map(known);
    let result: Type | undefined;
    for (const { isMember, args: wanted, result: type, params } of overloads) {
      if (isMember !== (target !== undefined)) continue;
      const fresh = new Map(params.map((param) => [param, newParameter()]));
      const instances = wanted.map((arg) => instance(arg, fresh));
      if (!substitutions.assignAll(given, instances)) continue;
      const one = substitutions.apply(instance(type, fresh));
      if (result === undefined) result = one;
      else if (result.kind !== 'dyn' && !isSame(one, result)) result = types.dyn;
    }
    if (result !== undefined) return result;
    const [first, ...others] = given.map((type) => shown(substitutions.apply(type, types.dyn)));
    const applied =
      target === undefined
        ? `(${[first, ...others].filter((type) => type !== undefined).join(', ')})`
        : `${first}.(${others.join(', ')})`;
    report(at, `found no matching overload for '${name}' applied to '${applied}'`);
    return types.error;
  }

  function logicalType(args: readonly Expression[]): Type {
    let type = types.bool;
    for (const arg of args) {
      if (isAssignable(known(arg), types.bool)) continue;
      report(arg.at, mistyped(types.bool, known(arg)));
      type = types.error;
    }
    return type;
  }

  function mapType(entries: readonly [Expression, Expression][], scope: Scope): Type {
    let key: Type | undefined;
    let value: Type | undefined;
    for (const entry of entries) {
      key = join(key, typed(entry[0], scope));
      value = join(value, typed(entry[1], scope));
    }
    return mapOf(key ?? newParameter(), value ?? newParameter());
  }

  function comprehensionType(part: Comprehension, scope: Scope): Type {
    const { range, variable, second, accumulator = ACCUMULATOR, init, condition, step, result } = part;
    typed(range, scope);
    const gathered = typed(init, scope);
    const outer = new Map(scope).set(accumulator, gathered);
    const [first, other] = turnTypes(range, second !== undefined);
    const inner = new Map(outer).set(variable, first);
    if (second !== undefined) inner.set(second, other);
    for (const [inside, type] of [
      [condition, types.bool],
      [step, gathered],
    ] as const) {
      const insideType = typed(inside, inner);
      if (!isAssignable(type, insideType)) report(inside.at, mistyped(type, insideType));
    }
    return substitutions.apply(typed(result, outer));
  }

  /** The types of the variables of a loop: one has the items of a list or the keys of a map, of two the second one has the values. */
  function turnTypes(range: Expression, areTwo: boolean): [first: Type, second: Type] {
    const type = substitutions.apply(known(range));
    const [first = types.dyn, second = types.dyn] = type.params;
    switch (type.kind) {
      case 'list':
        return areTwo ? [types.int, first] : [first, first];
      case 'map':
        return [first, second];
      case 'dyn':
      case 'error':
      case 'param':
        isAssignable(types.dyn, type);
        return [types.dyn, types.dyn];
      default: {
        const what = 'cannot be range of a comprehension (must be list, map, or dynamic)';
        report(range.at, `expression of type '${shown(type)}' ${what}`);
        return [types.error, types.error];
      }
    }
  }

  function join(before: Type | undefined, type: Type): Type {
    if (before === undefined) return type;
    return isAssignable(before, type) ? mostGeneral(before, type) : types.dyn;
  }

  function mistyped(wanted: Type, type: Type): string {
    return `expected type '${shown(wanted)}' but found '${shown(type)}'`;
  }

  const type = typed(expression, new Map());
  for (const [part, partType] of found) found.set(part, substitutions.apply(partType, types.dyn));
  return { type: substitutions.apply(type, types.dyn), types: found, problems, untold, show: shown };
}

function undeclared(name: string): string {
  return `undeclared reference to '${name}' (in container '')`;
}

function instance(type: Type, fresh: ReadonlyMap<string, Type>): Type {
  if (type.kind === 'param') return fresh.get(type.name) ?? type;
  if (type.params.length === 0) return type;
  return typeOf(
    type.kind,
    type.params.map((param) => instance(param, fresh)),
    type.name,
  );
}

/** `a.b.c` of names alone. */
function qualifiedName(part: Expression): string | undefined {
  if (part.kind === 'ident') return part.name;
  if (part.kind !== 'select' || part.asks !== 'value') return undefined;
  const prefix = qualifiedName(part.operand);
  return prefix === undefined ? undefined : `${prefix}.${part.field}`;
}
