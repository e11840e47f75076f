/** A type of CEL as cel-go's checker has it (common/types/types.go). */
export interface Type {
  kind: Kind;
  /** Of an object or a parameter, which have no other. */
  name: string;
  params: readonly Type[];
  /** Types it is made of, itself included: literals in loops double theirs with each loop. */
  size: number;
}

export type Kind = (typeof plain)[number] | 'list' | 'map' | 'optional' | 'type' | 'object' | 'param';

const plain = [
  'bool',
  'bytes',
  'double',
  'duration',
  'dyn',
  'error',
  'int',
  'null',
  'string',
  'timestamp',
  'uint',
] as const;

/** Types that are made of more than this are not looked at: there is no rule that needs them. */
const largest = 1000;

/** @throws RangeError when the type is made of too many others */
export function typeOf(kind: Kind, params: readonly Type[] = [], name: string = kind): Type {
  const size = params.reduce((sum, param) => sum + param.size, 1);
  if (size > largest) throw new RangeError('the types of the expression are too large');
  return { kind, name, params, size };
}

/** The plain types, by their names. */
export const types = Object.fromEntries(plain.map((kind) => [kind, typeOf(kind)])) as Readonly<
  Record<(typeof plain)[number], Type>
>;

export const listOf = (item: Type): Type => typeOf('list', [item]);
export const mapOf = (key: Type, value: Type): Type => typeOf('map', [key, value]);
export const optionalOf = (held: Type): Type => typeOf('optional', [held]);

const wellKnown: Readonly<Record<string, Type>> = {
  'google.protobuf.Duration': types.duration,
  'google.protobuf.Timestamp': types.timestamp,
};

const kinds: readonly Kind[] = ['list', 'map', 'optional', 'type'];

/** `map<string, list<A>>`: a capital letter alone is a parameter; what is no type of CEL's is the type of an object. */
export function parseType(text: string): Type {
  const [, name = text, inner] = /^([^<]+)<(.*)>$/.exec(text) ?? [];
  const plainKind = plain.find((kind) => kind === name);
  if (plainKind !== undefined) return types[plainKind];
  const kind = kinds.find((known) => known === name);
  if (kind !== undefined) return typeOf(kind, inner === undefined ? [] : splitTypes(inner).map(parseType));
  return wellKnown[name] ?? typeOf(/^[A-Z]$/.test(name) ? 'param' : 'object', [], name);
}

/** The types of a list, apart: `string, map<A, B>`. */
export function splitTypes(text: string): string[] {
  let depth = 0;
  const parts = [''];
  for (const sign of text) {
    depth += sign === '<' ? 1 : sign === '>' ? -1 : 0;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export function isSame(left: Type, right: Type): boolean {
  if (left === right) return true;
  return (
    left.kind === right.kind &&
    left.name === right.name &&
    left.params.length === right.params.length &&
    left.params.every((param, index) => isSame(param, right.params[index] ?? types.error))
  );
}

/** As the server writes it in messages (cel-go, checker/format.go). */
export function show(type: Type, shownAs: ReadonlyMap<string, string>): string {
  if (type.kind === 'error') return '!error!';
  const name = type.kind === 'optional' ? 'optional_type' : (shownAs.get(type.name) ?? type.name);
  return type.params.length === 0 ? name : `${name}(${type.params.map((param) => show(param, shownAs)).join(', ')})`;
}
