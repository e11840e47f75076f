import { isObject, type Json, own } from '../schema/json.ts';

/** One step of a path: from values to values. */
type Step = (values: Json[]) => Json[];

export class JsonPathError extends Error {}

/**
 * The simple JSONPath of printer columns: `.spec.size`, `.a['b.c'].d[0]`, `.items[*].x`, `.conditions[?(@.type=="Ready")].status`.
 * Returns what finds all values. @throws JsonPathError for a path that is none of these
 */
export function compileJsonPath(source: string): (value: Json) => Json[] {
  const path = source
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replace(/^\$/, '');
  const steps: Step[] = [];
  let position = 0;
  while (position < path.length) {
    const rest = path.slice(position);
    const match =
      /^\.?\[\?\(@([^=!<>]*)(==|!=|<=|>=|<|>)\s*(.+?)\)\]/.exec(rest) ??
      /^\.?\[(\*|-?\d+|'[^']*'|"[^"]*")\]/.exec(rest) ??
      /^\.((?:\\.|[^.[\]\\])+)/.exec(rest);
    if (match === null) throw new JsonPathError(`unrecognized character in action: ${JSON.stringify(rest)}`);
    steps.push(match.length > 2 ? filter(match) : select(match[1] ?? ''));
    position += match[0].length;
  }
  return (value) => steps.reduce<Json[]>((values, step) => step(values), [value]);
}

function select(token: string): Step {
  if (token === '*') {
    return (values) =>
      values.flatMap((value) => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []));
  }
  if (/^-?\d+$/.test(token)) {
    return (values) =>
      values.flatMap((value) =>
        Array.isArray(value) ? present(value.at(Number(token))) : present(field(value, token)),
      );
  }
  const key = /^['"]/.test(token) ? token.slice(1, -1) : token.replace(/\\(.)/g, '$1');
  return (values) => values.flatMap((value) => present(field(value, key)));
}

function filter(match: RegExpExecArray): Step {
  const [, left = '', operator = '', right = ''] = match;
  const read = compileJsonPath(left.trim());
  const wanted = literal(right.trim());
  return (values) =>
    values.flatMap((value) =>
      Array.isArray(value) ? value.filter((item) => read(item).some((found) => compare(found, operator, wanted))) : [],
    );
}

function literal(source: string): Json {
  const quoted = /^(['"])(.*)\1$/.exec(source);
  if (quoted !== null) return quoted[2] ?? '';
  if (source === 'true' || source === 'false') return source === 'true';
  const value = Number(source);
  if (Number.isNaN(value)) throw new JsonPathError(`unrecognized character in action: ${JSON.stringify(source)}`);
  return value;
}

function compare(left: Json, operator: string, right: Json): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return false;
  const [a, b] = [left, right as number | string];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

function field(value: Json, key: string): Json | undefined {
  return isObject(value) ? own(value, key) : undefined;
}

function present(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}
