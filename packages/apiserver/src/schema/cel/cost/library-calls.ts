import type { CheckedType } from '../checked-type.ts';
import type { Known } from './known.ts';
import { listOf, sizeOf } from './literals.ts';
import { fixed, multiply, type Size, times } from './size.ts';

/** What a call costs beyond its receiver and arguments, and how long what it gives is, where that is more than its type tells. */
export interface Call {
  cost: number;
  size?: Size;
}

/** Steps to read one character of a string, and to try one character of a pattern on one of a text. */
const READ = 0.1;
const PATTERN = 0.25;

/** Of the longest expression behind a format. */
const FORMAT_PATTERN = 128;

export function read(length: number): number {
  return Math.ceil(length * READ);
}

/** Reading, and writing what comes of it. */
export function rewrite(length: number): number {
  return Math.ceil(length * 2 * READ);
}

/** The pattern runs over one character more than there are, so that an empty text has a cost. */
export function search(text: Size, pattern: Size): number {
  return times(read(text.max + 1), Math.ceil(pattern.max * PATTERN));
}

/** Functions of Kubernetes' own libraries and of sets; undefined for any other. */
export function estimateLibraryCall(name: string, target: Known | undefined, args: readonly Known[]): Call | undefined {
  const [first, second] = args;
  switch (name) {
    case 'url':
      return { cost: read(sizeOf(first).max), size: sizeOf(first) };
    case 'find':
    case 'findAll':
      return { cost: search(sizeOf(target), sizeOf(first)), size: { min: 0, max: sizeOf(target).max } };
    case 'isSorted':
    case 'sum':
    case 'min':
    case 'max':
      return { cost: walk(target) };
    case 'indexOf':
    case 'lastIndexOf':
      return { cost: target?.type?.kind === 'list' ? walk(target) : read(sizeOf(target).max) };
    case 'sets.contains':
    case 'sets.intersects':
      return { cost: 1 + times(sizeOf(first).max, sizeOf(second).max) };
    case 'sets.equivalent':
      return { cost: 1 + 2 * times(sizeOf(first).max, sizeOf(second).max) };
    case 'ip':
      return { cost: target === undefined ? read(sizeOf(first).max) : 1 };
    case 'isIP':
    case 'cidr':
    case 'isCIDR':
    case 'quantity':
    case 'isQuantity':
    case 'semver':
    case 'isSemver':
      return { cost: read(sizeOf(first).max) };
    case 'ip.isCanonical':
      return { cost: rewrite(sizeOf(first).max) };
    case 'containsIP':
      return { cost: COMPARE_ADDRESSES + parse(first) };
    case 'containsCIDR':
      return { cost: COMPARE_ADDRESSES + MASK_ADDRESS + parse(first) };
    case 'validate':
      return { cost: times(read(sizeOf(first).max), FORMAT_PATTERN * PATTERN) };
    case 'strings.quote':
      return { cost: read(sizeOf(first).max), size: quoted(sizeOf(first)) };
    case 'lists.range':
      return madeList(1, fixed(wholeOf(first, Number.POSITIVE_INFINITY)));
    case 'slice':
      return madeList(1, fixed(lengthOf(wholeOf(first, 0), wholeOf(second, sizeOf(target).max))));
    case 'flatten':
      return madeList(first === undefined ? 1 : wholeOf(first, Number.POSITIVE_INFINITY), sizeOf(target));
    case 'distinct':
      return madeList(2, multiply(sizeOf(target), sizeOf(target)));
    case 'sort':
      return madeList(2 + (isText(target?.type?.valueType) ? READ : 0), multiply(sizeOf(target), sizeOf(target)));
    case 'reverse':
      return madeList(1, sizeOf(target));
    default:
      return undefined;
  }
}

/** Between marks, with perhaps another one before each character. */
function quoted({ min, max }: Size): Size {
  return { min: min + 2, max: 2 * max + 2 };
}

/** A call, a new list, and so many steps for each of its items (cel-go, ext/lists.go). */
function madeList(factor: number, size: Size): Call {
  return { cost: 1 + listOf([]).cost + Math.ceil(times(factor, size.max)), size };
}

/** From one place to another; to Go, what is below zero is very large. */
function lengthOf(from: number, to: number): number {
  return from > to ? Number.POSITIVE_INFINITY : to - from;
}

/** A number where it is written down, and not below zero. */
function wholeOf(argument: Known | undefined, otherwise: number): number {
  return typeof argument?.literal === 'bigint' ? Math.max(0, Number(argument.literal)) : otherwise;
}

function isText(type: CheckedType | undefined): boolean {
  return type?.name === 'string' || type?.name === 'bytes';
}

const ADDRESS = 16;
const COMPARE_ADDRESSES = read(2 * ADDRESS);
const MASK_ADDRESS = read(ADDRESS) + 1;

/** An address or network that is given as a string has to be read first. */
function parse(argument: Known | undefined): number {
  const type = argument?.type?.name;
  return type === 'net.IP' || type === 'net.CIDR' ? 0 : read(sizeOf(argument).max);
}

/** Looking at each item, strings and bytes also in their length. */
function walk(list: Known | undefined): number {
  const length = list?.bounds?.item?.largest ?? Number.POSITIVE_INFINITY;
  return list?.type?.kind === 'list'
    ? times(sizeOf(list).max, 1 + (isText(list.type.valueType) ? read(length) : 0))
    : read(sizeOf(list).max);
}
