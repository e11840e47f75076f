import { parseType, splitTypes, type Type } from './type.ts';

/** One form of a function. */
export interface Overload {
  isMember: boolean;
  /** Of a member, what it is called on comes first. */
  args: readonly Type[];
  result: Type;
  /** Names of the parameters of its types. */
  params: readonly string[];
}

// Of several forms that fit, the first decides what the parameters of types stand for: all are in the server's order.
const numbers = ['int', 'uint', 'double'] as const;
const comparable = [...numbers, 'bool', 'duration', 'timestamp', 'string', 'bytes'] as const;

/** Operators and functions of the language (cel-go, common/stdlib/standard.go); operators by the names that messages give them. */
const standard = `
  _?_:_(bool, A, A): A
  _&&_(bool, bool): bool
  _||_(bool, bool): bool
  !_(bool): bool
  @not_strictly_false(bool): bool
  _==_(A, A): bool
  _!=_(A, A): bool
  _+_(bytes, bytes): bytes
  _+_(double, double): double
  _+_(duration, duration): duration
  _+_(duration, timestamp): timestamp
  _+_(timestamp, duration): timestamp
  _+_(int, int): int
  _+_(list<A>, list<A>): list<A>
  _+_(string, string): string
  _+_(uint, uint): uint
  _-_(double, double): double
  _-_(duration, duration): duration
  _-_(int, int): int
  _-_(timestamp, duration): timestamp
  _-_(timestamp, timestamp): duration
  _-_(uint, uint): uint
  ${['*', '/'].map((sign) => ['double', 'int', 'uint'].map((type) => `_${sign}_(${type}, ${type}): ${type}`).join('\n')).join('\n')}
  _%_(int, int): int
  _%_(uint, uint): uint
  -_(double): double
  -_(int): int
  ${['<', '<=', '>', '>='].map((sign) => orders(`_${sign}_`)).join('\n')}
  _[_](list<A>, int): A
  _[_](map<A, B>, A): B
  @in(A, list<A>): bool
  @in(A, map<A, B>): bool
  ${['bytes', 'list<A>', 'map<A, B>', 'string'].map((type) => `size(${type}): int\n${type}.size(): int`).join('\n')}
  type(A): type<A>
  dyn(A): dyn
  ${conversions('bool', 'bool', 'string')}
  ${conversions('bytes', 'bytes', 'string')}
  ${conversions('double', 'double', 'int', 'string', 'uint')}
  ${conversions('duration', 'duration', 'string')}
  ${conversions('int', 'int', 'double', 'duration', 'string', 'timestamp', 'uint')}
  ${conversions('string', 'string', 'bool', 'bytes', 'double', 'duration', 'int', 'timestamp', 'uint')}
  ${conversions('timestamp', 'timestamp', 'int', 'string')}
  ${conversions('uint', 'uint', 'double', 'int', 'string')}
  string.contains(string): bool
  string.endsWith(string): bool
  string.startsWith(string): bool
  string.matches(string): bool
  matches(string, string): bool
  ${['FullYear', 'Month', 'DayOfYear', 'DayOfMonth', 'Date', 'DayOfWeek', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']
    .map((part) => `timestamp.get${part}(): int\ntimestamp.get${part}(string): int`)
    .join('\n')}
  ${['Hours', 'Minutes', 'Seconds', 'Milliseconds'].map((part) => `duration.get${part}(): int`).join('\n')}
`;

/** Optional values (cel-go, cel/library.go). */
const optionals = `
  optional.of(V): optional<V>
  optional.ofNonZeroValue(V): optional<V>
  optional.none(): optional<V>
  optional<V>.value(): V
  optional<V>.hasValue(): bool
  optional<V>.or(optional<V>): optional<V>
  optional<V>.orValue(V): V
  _[?_](list<V>, int): optional<V>
  _[?_](optional<list<V>>, int): optional<V>
  _[?_](map<K, V>, K): optional<V>
  _[?_](optional<map<K, V>>, K): optional<V>
  _[_](optional<list<V>>, int): optional<V>
  _[_](optional<map<K, V>>, K): optional<V>
  list<V>.first(): optional<V>
  list<V>.last(): optional<V>
  optional.unwrap(list<optional<V>>): list<V>
  list<optional<V>>.unwrapOpt(): list<V>
`;

/** Extensions of cel-go that rules may use (ext/strings.go, sets.go, lists.go, comprehensions.go). */
const extensions = `
  string.charAt(int): string
  string.indexOf(string): int
  string.indexOf(string, int): int
  string.lastIndexOf(string): int
  string.lastIndexOf(string, int): int
  string.lowerAscii(): string
  string.upperAscii(): string
  string.replace(string, string): string
  string.replace(string, string, int): string
  string.split(string): list<string>
  string.split(string, int): list<string>
  string.substring(int): string
  string.substring(int, int): string
  string.trim(): string
  string.format(list<dyn>): string
  strings.quote(string): string
  list<string>.join(): string
  list<string>.join(string): string
  ${['contains', 'equivalent', 'intersects'].map((name) => `sets.${name}(list<T>, list<T>): bool`).join('\n')}
  list<T>.slice(int, int): list<T>
  list<list<T>>.flatten(): list<T>
  list<dyn>.flatten(int): list<dyn>
  ${comparable.map((type) => `list<${type}>.sort(): list<${type}>`).join('\n')}
  ${comparable.map((type) => `list<T>.@sortByAssociatedKeys(list<${type}>): list<T>`).join('\n')}
  cel.@mapInsert(map<K, V>, K, V): map<K, V>
  cel.@mapInsert(map<K, V>, map<K, V>): map<K, V>
  lists.range(int): list<int>
  list<T>.reverse(): list<T>
  list<T>.distinct(): list<T>
`;

/** Kubernetes' own (k8s.io/apiserver/pkg/cel/library, 1.36). */
const kubernetes = `
  ${comparable.map((type) => `list<${type}>.isSorted(): bool`).join('\n')}
  ${[...numbers, 'duration'].map((type) => `list<${type}>.sum(): ${type}`).join('\n')}
  ${['max', 'min'].map((name) => comparable.map((type) => `list<${type}>.${name}(): ${type}`).join('\n')).join('\n')}
  list<A>.indexOf(A): int
  list<A>.lastIndexOf(A): int
  string.find(string): string
  string.findAll(string): list<string>
  string.findAll(string, int): list<string>
  url(string): kubernetes.URL
  isURL(string): bool
  ${['Scheme', 'Host', 'Hostname', 'Port', 'EscapedPath'].map((part) => `kubernetes.URL.get${part}(): string`).join('\n')}
  kubernetes.URL.getQuery(): map<string, list<string>>
  ip(string): net.IP
  isIP(string): bool
  ip.isCanonical(string): bool
  net.IP.family(): int
  ${['Unspecified', 'Loopback', 'LinkLocalMulticast', 'LinkLocalUnicast', 'GlobalUnicast'].map((kind) => `net.IP.is${kind}(): bool`).join('\n')}
  string(net.IP): string
  cidr(string): net.CIDR
  isCIDR(string): bool
  net.CIDR.containsIP(string): bool
  net.CIDR.containsIP(net.IP): bool
  net.CIDR.containsCIDR(string): bool
  net.CIDR.containsCIDR(net.CIDR): bool
  net.CIDR.ip(): net.IP
  net.CIDR.prefixLength(): int
  net.CIDR.masked(): net.CIDR
  string(net.CIDR): string
  quantity(string): kubernetes.Quantity
  isQuantity(string): bool
  sign(kubernetes.Quantity): int
  ${['Quantity', 'Semver'].map(orderOf).join('\n')}
  kubernetes.Quantity.asApproximateFloat(): double
  kubernetes.Quantity.asInteger(): int
  kubernetes.Quantity.isInteger(): bool
  ${['add', 'sub'].map((name) => ['kubernetes.Quantity', 'int'].map((type) => `kubernetes.Quantity.${name}(${type}): kubernetes.Quantity`).join('\n')).join('\n')}
  semver(string): kubernetes.Semver
  semver(string, bool): kubernetes.Semver
  isSemver(string): bool
  isSemver(string, bool): bool
  ${['major', 'minor', 'patch'].map((part) => `kubernetes.Semver.${part}(): int`).join('\n')}
  kubernetes.NamedFormat.validate(string): optional<list<string>>
  format.named(string): optional<kubernetes.NamedFormat>
  ${['dns1123Label', 'dns1123Subdomain', 'dns1035Label', 'qualifiedName', 'dns1123LabelPrefix', 'dns1123SubdomainPrefix', 'dns1035LabelPrefix', 'labelValue', 'uri', 'uuid', 'byte', 'date', 'datetime'].map((name) => `format.${name}(): kubernetes.NamedFormat`).join('\n')}
  ${authorization('Authorizer', 'path(string): PathCheck', 'group(string): GroupCheck', 'serviceAccount(string, string): Authorizer')}
  ${authorization('GroupCheck', 'resource(string): ResourceCheck')}
  ${authorization('ResourceCheck', ...['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'].map((name) => `${name}(string): ResourceCheck`), 'check(string): Decision')}
  ${authorization('PathCheck', 'check(string): Decision')}
  ${authorization('Decision', 'errored(): bool', 'error(): string', 'allowed(): bool', 'reason(): string')}
`;

function orders(name: string): string {
  const mixed = numbers.flatMap((left) => {
    const others = ['double', 'int', 'uint'].filter((type) => type !== left);
    return [left, ...others].map((right) => [left, right]);
  });
  const alike = ['string', 'bytes', 'timestamp', 'duration'].map((type) => [type, type]);
  const pairs = [['bool', 'bool'], ...mixed, ...alike];
  return pairs.map((pair) => `${name}(${pair.join(', ')}): bool`).join('\n');
}

function conversions(to: string, ...from: string[]): string {
  return from.map((type) => `${to}(${type}): ${to}`).join('\n');
}

function orderOf(name: string): string {
  const type = `kubernetes.${name}`;
  return `${type}.isGreaterThan(${type}): bool\n${type}.isLessThan(${type}): bool\n${type}.compareTo(${type}): int`;
}

/** Rules have no authorizer, but its functions are declared. */
function authorization(name: string, ...methods: string[]): string {
  const type = 'kubernetes.authorization.';
  return methods.map((method) => `${type}${name}.${method.replace(/: (?=[A-Z])/, `: ${type}`)}`).join('\n');
}

/** Namespaces of functions that are called on nothing. */
const namespaces = ['cel', 'optional', 'strings', 'sets', 'lists', 'ip', 'format'];

/** The forms of each function of a rule, by its name. */
export const functions: ReadonlyMap<string, readonly Overload[]> = declared(
  [standard, optionals, extensions, kubernetes].join('\n'),
);

function declared(signatures: string): Map<string, Overload[]> {
  const found = new Map<string, Overload[]>();
  for (const line of signatures.split('\n')) {
    const [, callee = '', args = '', result = ''] = /^\s*(.+?)\((.*)\): (.+)$/.exec(line) ?? [];
    if (callee === '') continue;
    const dot = callee.lastIndexOf('.');
    const isMember = dot > 0 && !namespaces.includes(callee.slice(0, dot));
    const name = isMember ? callee.slice(dot + 1) : callee;
    const types = [...(isMember ? [callee.slice(0, dot)] : []), ...splitTypes(args)];
    const overload = {
      isMember,
      args: types.map(parseType),
      result: parseType(result),
      params: [...new Set([...types, result].join().match(/\b[A-Z]\b/g))],
    };
    found.set(name, [...(found.get(name) ?? []), overload]);
  }
  return found;
}
