import type { ASTNode } from '@marcbachmann/cel-js';
import { isScalar, typeOf } from '../checked-type.ts';
import { namespaceOf } from '../functions/namespaces.ts';
import { variablesOf } from '../work.ts';
import type { Bounds } from './bounds.ts';
import { estimateCall } from './calls.ts';
import type { Known } from './known.ts';
import { eitherEntry, listOf, literal, mapOf, sizeOf, total } from './literals.ts';
import { estimateLoop } from './loops.ts';
import { extend, follow } from './path.ts';
import { fixed, type Size, union } from './size.ts';

/**
 * The steps that a checked expression takes at most on data of a schema, as the real server estimates them before it accepts a rule:
 * cel-go v0.26.0 checker/cost.go, with the factors of k8s.io/apiserver/pkg/cel/library/cost.go (1.36).
 */
export function estimateCost(ast: ASTNode, root: Bounds): number {
  return visit(ast, { root, locals: new Map() }).cost;
}

interface Scope {
  root: Bounds;
  locals: ReadonlyMap<string, Known>;
}

function visit(node: ASTNode, scope: Scope): Known {
  const known = byKind(node, scope);
  const type = typeOf(node);
  const bounds = follow(known.path, scope.root);
  const isSingle = isScalar(type) || (type?.name === 'type' && node.op !== 'call');
  return { ...known, bounds, size: known.size ?? sizeWithin(bounds) ?? (isSingle ? fixed(1) : undefined), type };
}

function sizeWithin(bounds: Bounds | undefined): Size | undefined {
  return bounds && { min: 0, max: bounds.largest };
}

function byKind(node: ASTNode, scope: Scope): Known {
  const see = (inner: ASTNode): Known => visit(inner, scope);
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return variable(node.args, scope);
    case '.':
      return select(see(node.args[0]), node.args[1]);
    case '.?':
      return { cost: 1 + see(node.args[0]).cost };
    case '[]':
      return index(see(node.args[0]), see(node.args[1]));
    case '[?]':
      return { cost: 1 + see(node.args[0]).cost + see(node.args[1]).cost };
    case 'list':
      return listOf(node.args.map(see));
    case 'map':
      return mapOf(node.args.map(([key, value]) => ({ key: see(key), value: see(value) })));
    case '?:':
      return conditional(see(node.args[0]), see(node.args[1]), see(node.args[2]));
    case '||':
    case '&&':
      return { cost: see(node.args[0]).cost + see(node.args[1]).cost };
    case '!_':
      return { cost: 1 + see(node.args).cost };
    case '-_': // A number below zero is a literal.
      return node.args.op === 'value' ? negative(node.args.args) : { cost: 1 + see(node.args).cost };
    case 'call':
      return call(node.args[0], undefined, node.args[1], scope);
    case 'rcall':
      return method(...node.args, scope);
    default:
      return call(node.op, undefined, node.args, scope);
  }
}

function negative(value: unknown): Known {
  return literal(typeof value === 'bigint' || typeof value === 'number' ? -value : value);
}

function variable(name: string, { root, locals }: Scope): Known {
  const local = locals.get(name);
  if (local === undefined) return { cost: 1, path: extend(undefined, name) };
  return follow(local.path, root) === undefined ? local : { ...local, size: undefined };
}

/** Without a type inside `has()`, which looks only at objects and maps. */
function select({ cost, path, type }: Known, field: string): Known {
  const isCounted = type === undefined || type.kind === 'message' || type.kind === 'map';
  return { cost: cost + (isCounted ? 1 : 0), path: extend(path, field) };
}

function index({ cost, path, entry, type }: Known, key: Known): Known {
  const all = 1 + cost + key.cost;
  return type?.kind === 'optional' ? { cost: all } : { cost: all, size: entry?.value, path: extend(path, '@items') };
}

function conditional(condition: Known, yes: Known, no: Known): Known {
  return {
    cost: condition.cost + Math.max(yes.cost, no.cost),
    size: union(sizeOf(yes), sizeOf(no)),
    entry: eitherEntry(yes, no),
  };
}

function method(name: string, receiver: ASTNode, args: readonly ASTNode[], scope: Scope): Known {
  const type = typeOf(receiver)?.name;
  if (type === 'OptionalNamespace') return call(name, undefined, args, scope);
  const namespace = namespaceOf(type);
  if (namespace !== undefined) return call(`${namespace}.${name}`, undefined, args, scope);
  const count = variablesOf(name, args);
  if (count === 0) return optional(name, receiver, args, scope) ?? call(name, receiver, args, scope);
  const range = visit(receiver, scope);
  const { entry, path } = range;
  const isList = (entry?.kind ?? range.type?.kind) === 'list';
  const key = (): Known => ({ cost: 1, size: entry?.key, path: extend(path, isList ? '@indices' : '@keys') });
  const item = (): Known => ({ cost: 1, size: entry?.value, path: extend(path, isList ? '@items' : '@values') });
  const turns = count === 2 ? [key(), item()] : [isList ? item() : key()];
  const locals = new Map(scope.locals);
  const named = args.slice(0, count);
  for (const [at, turn] of turns.entries()) {
    const node = named[at];
    if (node?.op === 'id') locals.set(node.args, turn);
  }
  const inner: Scope = { ...scope, locals };
  const [element = free] = named.map((node) => visit(node, inner));
  const known = args.slice(count).map((body) => visit(body, inner));
  // The server looks up the length of a field only now, when the path to it may have changed.
  const size = receiver.op === '.' ? sizeWithin(follow(path, scope.root)) : range.size;
  return estimateLoop(name, { ...range, size }, element, known);
}

/** A value that may be there, named in an expression of its own. */
function optional(name: string, receiver: ASTNode, [bound, body]: readonly ASTNode[], scope: Scope): Known | undefined {
  if ((name !== 'optMap' && name !== 'optFlatMap') || bound?.op !== 'id' || body === undefined) return undefined;
  const { cost } = visit(receiver, scope);
  const locals = new Map(scope.locals).set(bound.args, { cost: 1 });
  const inside = NAMING + visit(body, { ...scope, locals }).cost;
  return { cost: 1 + cost + inside + (name === 'optMap' ? 1 : 0) };
}

/** What the custom-resource server of 1.36.4 adds for the name, whatever the value is. */
const NAMING = 23;

const free: Known = { cost: 0 };

function call(name: string, receiver: ASTNode | undefined, argNodes: readonly ASTNode[], scope: Scope): Known {
  const [only] = argNodes;
  if (name === 'has' && only?.op === '.') return { cost: visit(only.args[0], scope).cost };
  const args = argNodes.map((arg) => visit(arg, scope));
  const [first, second] = args;
  if (name === 'dyn' && first !== undefined) return { cost: 1 + first.cost, size: first.size, entry: first.entry };
  const target = receiver && visit(receiver, scope);
  const { cost, size } = estimateCall(name, target, args);
  return {
    cost: cost + total(target === undefined ? args : [target, ...args]),
    size,
    entry: name === '+' ? eitherEntry(first, second) : undefined,
  };
}
