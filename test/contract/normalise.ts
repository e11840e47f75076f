/** An answer as text that two servers can be compared by: what differs between two runs of one server is blanked. */
import type { RawAnswer } from './client.ts';

type Value = Record<string, unknown>;
const isObject = (value: unknown): value is Value => value instanceof Object && !Array.isArray(value);

export function normalise({ status, headers, body }: RawAnswer): string {
  const head = [
    String(status),
    ...['content-type', 'warning', 'allow'].flatMap((name) =>
      headers[name] === undefined ? [] : [`${name}: ${inAnyOrder(name, String(headers[name]))}`],
    ),
  ];
  return [...head, ...documents(body)].join('\n');
}

/** Warnings of what stands in a map come in any order. */
function inAnyOrder(name: string, value: string): string {
  return name === 'warning'
    ? value
        .split(/, (?=299 - )/)
        .sort()
        .join(', ')
    : value;
}

/** One object, the events of a watch, or some text. */
function documents(body: string): string[] {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const values = parsed(body) ?? lines.map((line) => parsed(line)?.[0]);
  if (values.length > 0 && values.every(isObject)) return events(values).map((value) => JSON.stringify(value, null, 1));
  return lines.map(blankText);
}

function parsed(text: string): unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/** A watch without a version begins with what there is, in any order. */
function events(values: Value[]): unknown[] {
  const blanked = values.map((value) => blank('', value));
  const first = values.findIndex(({ type }) => type !== 'ADDED');
  const added = blanked.slice(0, first < 0 ? undefined : first);
  return [...added.sort(byText), ...blanked.slice(added.length)];
}

const byText = (left: unknown, right: unknown): number => {
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)];
  return a < b ? -1 : a > b ? 1 : 0;
};

function blank(key: string, value: unknown): unknown {
  if (typeof value === 'string') return blankField(key, value);
  if (Array.isArray(value)) {
    const items = value.map((item) => blank('', item));
    return ['managedFields', 'causes', 'resources'].includes(key) ? items.sort(byText) : items;
  }
  if (!isObject(value)) return value;
  const sorted = Object.keys(value).sort();
  const whole = value['kind'] === 'Status' ? { ...value, message: sortedCauses(value) } : value;
  return Object.fromEntries(sorted.map((name) => [name, blank(name, whole[name])]));
}

/** The causes of "is invalid: [a, b]" stand in any order. */
function sortedCauses({ message, details }: Value): unknown {
  const causes = isObject(details) && Array.isArray(details['causes']) ? details['causes'].filter(isObject) : [];
  const lines = [...new Set(causes.map(({ field, message: why }) => `${String(field)}: ${String(why)}`))];
  const list = `[${lines.join(', ')}]`;
  return typeof message === 'string' ? message.replace(list, () => `[${lines.sort().join(', ')}]`) : message;
}

function blankField(key: string, value: string): string {
  if (key === 'resourceVersion') return value.replace(/^[1-9]\d*$/, '<rv>');
  if (key === 'continue') return continued(value);
  // A server that writes itself does so under its program's name.
  if (key === 'manager' && value === 'crd-apiserver') return 'kube-apiserver';
  if (['buildDate', 'gitCommit', 'goVersion', 'token', 'hash'].includes(key)) return value === '' ? '' : `<${key}>`;
  return blankText(value);
}

function continued(token: string): string {
  const value: unknown = parsed(Buffer.from(token, 'base64url').toString('utf8'))?.[0];
  return isObject(value)
    ? JSON.stringify({ ...value, rv: typeof value['rv'] === 'number' ? '<rv>' : value['rv'] })
    : token;
}

function blankText(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, '<time.fraction>')
    .replace(/(?!2024-)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>')
    .replace(/(too old resource version: \d+ \()\d+(?=\))/, '$1<rv>')
    .replace(/(resource version: \d+, current: )\d+/, '$1<rv>')
    .replace(/(in record \()\d+(?=\))/, '$1<rv>')
    .replace(/(ResourceVersion: )[1-9]\d*/, '$1<rv>')
    .replace(/(resourceVersion\\*":\\*")[1-9]\d*/g, '$1<rv>')
    .replace(/\bselfType\d+/g, 'selfType<number>')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replace(/\b(\w+-made-)[b-z2-9]{5}\b/g, '$1<suffix>')
    .replace(/^\d+[smh]$/, '<age>');
}
