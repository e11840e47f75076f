import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { goQuote } from '../../go-format.ts';
import { compilePattern } from '../../pattern.ts';
import { adapt } from '../adapt.ts';
import { ruleEnvironment } from '../environment.ts';
import type { Checked } from './checker.ts';
import type { Expression } from './expression.ts';

/**
 * What a checked expression still fails for when the server makes a program of it, as it then evaluates conversions and patterns of
 * constants (cel-go, interpreter/planner.go and decorators.go; k8s.io/apiserver/pkg/cel/library/regex.go).
 */
export function programProblem({ types }: Checked): string | undefined {
  for (const part of types.keys()) {
    const problem = part.kind === 'call' ? problemOf(part) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const conversions = ['bool', 'bytes', 'double', 'duration', 'int', 'string', 'timestamp', 'uint'];

function problemOf({ name, args }: Expression & { kind: 'call' }): string | undefined {
  const [first, second] = args;
  if (first?.kind === 'literal' && typeof first.value === 'string' && (name === 'find' || name === 'findAll')) {
    const compiled = compilePattern(first.value);
    return 'problem' in compiled ? compiled.problem : undefined;
  }
  if (name === '_[_]' && second?.kind === 'literal') {
    if (second.value === null) return 'invalid qualifier type: types.Null';
    if (second.value instanceof Uint8Array) return 'invalid qualifier type: types.Bytes';
  }
  const constant = conversions.includes(name) && first !== undefined ? textOf(first) : undefined;
  return constant === undefined ? undefined : conversionProblem(name, constant);
}

/** A constant as it is written; undefined for what is none. */
function textOf(part: Expression): string | undefined {
  if (part.kind === 'literal') {
    if (part.value instanceof Uint8Array) return `b'${[...part.value].map(escaped).join('')}'`;
    if (part.value instanceof UnsignedInt) return `${part.value.value}u`;
    if (typeof part.value === 'number' && Number.isInteger(part.value)) return part.value.toFixed(1);
    return typeof part.value === 'string' ? JSON.stringify(part.value) : String(part.value);
  }
  const [only] = part.kind === 'call' && [...conversions, 'dyn'].includes(part.name) ? part.args : [];
  const inner = only && textOf(only);
  return part.kind === 'call' && inner !== undefined ? `${part.name}(${inner})` : undefined;
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

function conversionProblem(to: string, constant: string): string | undefined {
  if (evaluated(`${to}(${constant})`) !== undefined) return undefined;
  const given = evaluated(constant)?.value;
  const from = nameOf(given);
  if (typeof given === 'string' && to === 'timestamp') return `invalid RFC 3339 timestamp ${goQuote(given)}`;
  if (from === 'string') return `type conversion error from 'string' to '${to}'`;
  const isNumber = from === 'double' || from === 'int' || from === 'uint';
  if (isNumber && to === 'int') return 'integer overflow';
  if (isNumber && to === 'uint') return 'unsigned integer overflow';
  return `no such overload: ${to}(${from})`;
}

function evaluated(source: string): { value: unknown } | undefined {
  try {
    const parsed = ruleEnvironment().parse(source);
    adapt(parsed.ast);
    return { value: parsed() };
  } catch {
    return undefined;
  }
}

function nameOf(value: unknown): string {
  if (value === null) return 'null_type';
  if (value instanceof UnsignedInt) return 'uint';
  const names: Readonly<Record<string, string>> = {
    string: 'string',
    bigint: 'int',
    number: 'double',
    boolean: 'bool',
  };
  return names[typeof value] ?? 'dyn';
}
