import { MATCHES } from '../environment.ts';
import type { Known } from './known.ts';
import { type Call, estimateLibraryCall, read, rewrite, search } from './library-calls.ts';
import { sizeOf } from './literals.ts';
import { add, multiply, type Size, times, unknown } from './size.ts';

/** Operators and functions, in the overloads that the types of the operands leave. */
export function estimateCall(name: string, target: Known | undefined, args: readonly Known[]): Call {
  const [first, second] = args;
  switch (name) {
    case '+':
      return sum(kindOf(first, second), add(sizeOf(first), sizeOf(second)));
    case '==':
      return { cost: equality(first?.type?.name, second) ?? read(shorter(first, second)) };
    case '!=':
      return { cost: read(shorter(first, second)) };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { cost: compare(kindOf(first, second), read(shorter(first, second))) };
    case 'in':
      return { cost: contains(kindOf(second), sizeOf(second).max) };
    case 'startsWith':
    case 'endsWith':
      return { cost: read(sizeOf(first).max) };
    case 'contains':
      return { cost: times(read(sizeOf(target).max), read(sizeOf(first).max)) };
    case MATCHES:
      return {
        cost: target === undefined ? search(sizeOf(first), sizeOf(second)) : search(sizeOf(target), sizeOf(first)),
      };
    case 'lowerAscii':
    case 'upperAscii':
    case 'substring':
    case 'trim':
      return { cost: read(sizeOf(target).max), size: sizeOf(target) };
    case 'replace':
      return { cost: rewrite(sizeOf(target).max), size: replaced(sizeOf(target), sizeOf(first), sizeOf(second)) };
    case 'split':
      return {
        cost: rewrite(sizeOf(target).max),
        size: { min: 0, max: limitOf(second) ?? sizeOf(target).max },
      };
    case 'join': {
      const size = joined(target, first);
      return { cost: read(size.max), size };
    }
    case 'string':
      return toText(kindOf(first), sizeOf(first));
    case 'bytes':
      return toBytes(kindOf(first), sizeOf(first));
    default:
      return estimateLibraryCall(name, target, args) ?? { cost: 1 };
  }
}

/** Of parts, where it is written down: one below zero is very large, to Go. */
function limitOf(argument: Known | undefined): number | undefined {
  if (typeof argument?.literal !== 'bigint') return undefined;
  return argument.literal < 0n ? Number.POSITIVE_INFINITY : Number(argument.literal);
}

type Kind = 'text' | 'bytes' | 'list' | 'any' | 'other';

/** Of operands that must be alike, the first type that says something. */
function kindOf(...operands: (Known | undefined)[]): Kind {
  const type = operands.find((operand) => operand?.type !== undefined && operand.type.kind !== 'dyn')?.type;
  if (type === undefined) return 'any';
  if (type.kind === 'list') return 'list';
  return type.name === 'string' ? 'text' : type.name === 'bytes' ? 'bytes' : 'other';
}

function shorter(left: Known | undefined, right: Known | undefined): number {
  return Math.min(sizeOf(left).max, sizeOf(right).max);
}

function sum(kind: Kind, size: Size): Call {
  switch (kind) {
    case 'text':
    case 'bytes':
      return { cost: read(size.max), size };
    case 'any':
      return { cost: Math.max(1, read(size.max)), size };
    case 'list':
      return { cost: 1, size };
    case 'other':
      return { cost: 1 };
  }
}

/** Of values of Kubernetes' own types; undefined for any other. The server knows no such cost for `!=`. */
function equality(type: string | undefined, right: Known | undefined): number | undefined {
  switch (type) {
    case 'kubernetes.URL':
      return read(right?.size?.max ?? 1);
    case 'kubernetes.NamedFormat':
      return read(LONGEST_FORMAT);
    case 'kubernetes.Quantity':
    case 'kubernetes.Semver':
    case 'net.IP':
    case 'net.CIDR':
      return 1;
    default:
      return undefined;
  }
}

/** The name of one. */
const LONGEST_FORMAT = 64;

function compare(kind: Kind, reading: number): number {
  switch (kind) {
    case 'text':
    case 'bytes':
      return reading;
    case 'any':
      return Math.max(1, reading);
    case 'list':
    case 'other':
      return 1;
  }
}

function contains(kind: Kind, items: number): number {
  if (kind === 'list') return items;
  return kind === 'any' ? Math.max(1, items) : 1;
}

function toText(kind: Kind, { min, max }: Size): Call {
  if (kind !== 'bytes' && kind !== 'any') return { cost: 1 };
  return { cost: Math.max(kind === 'any' ? 1 : 0, read(max)), size: { min: Math.floor(min / 4), max } };
}

function toBytes(kind: Kind, { min, max }: Size): Call {
  if (kind !== 'text' && kind !== 'any') return { cost: 1 };
  return { cost: Math.max(kind === 'any' ? 1 : 0, read(max)), size: { min, max: max * 4 } };
}

/** An empty text is found before, between and after all characters. */
function replaced(text: Size, from: Size, to: Size): Size {
  const longest = (): number => {
    if (from.min === 0) return times(text.max + 1, to.max) + text.max;
    return to.max <= from.min ? text.max : times(Math.ceil(text.max / from.min), to.max);
  };
  const shortest = (): number => {
    if (from.max === 0) return times(text.min + 1, to.min) + text.min;
    return from.max <= to.min ? text.min : times(Math.ceil(text.min / from.max), to.min);
  };
  return { min: shortest(), max: longest() };
}

function joined(list: Known | undefined, separator: Known | undefined): Size {
  const items = sizeOf(list);
  const item = list?.bounds?.item?.largest;
  const texts = multiply(items, item === undefined ? unknown : { min: 0, max: item });
  if (separator === undefined) return texts;
  const between: Size = { min: Math.max(0, items.min - 1), max: Math.max(0, items.max - 1) };
  return add(texts, multiply(sizeOf(separator), between));
}
