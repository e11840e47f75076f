import { isLabelValue, isQualifiedName } from './meta/names.ts';
import { badRequest } from './status.ts';

/** Whether a set of values, labels or fields, is chosen. */
export type Selector = (values: Readonly<Record<string, string>>) => boolean;

export const everything: Selector = () => true;

const tokenPattern = /\s*(==|!=|[=!(),<>]|[^\s=!(),<>]+)\s*/y;

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1`. @throws StatusError 400 in the real server's words */
export function parseLabelSelector(source: string): Selector {
  const tokens = tokenize(source);
  const terms: Selector[] = [];
  let position = 0;
  const take = (): string => tokens[position++] ?? '';
  while (position < tokens.length) {
    terms.push(parseTerm(take, () => tokens[position] ?? '', terms.length === 0));
    if (position >= tokens.length) break;
    const separator = take();
    if (separator !== ',') throw badRequest(`found '${separator}', expected: ',' or 'end of string'`);
    if (position >= tokens.length) throw badRequest("found '', expected: identifier after ','");
  }
  return (values) => terms.every((term) => term(values));
}

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  for (let match = tokenPattern.exec(source); match !== null; match = tokenPattern.exec(source)) {
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

const isSymbol = (token: string): boolean => /^(==|!=|[=!(),<>])$/.test(token);

function parseTerm(take: () => string, peek: () => string, isFirst: boolean): Selector {
  const first = take();
  const negated = first === '!';
  const key = negated ? take() : first;
  if (key === '' || isSymbol(key)) {
    throw badRequest(
      `found '${key}', expected: ${isFirst ? "!, identifier, or 'end of string'" : "identifier after ','"}`,
    );
  }
  const [problem] = isQualifiedName(key);
  if (problem !== undefined) {
    throw badRequest(`unable to parse requirement: <nil>: Invalid value: "${key}": ${problem}`);
  }
  const has: Selector = (labels) => Object.hasOwn(labels, key);
  if (negated) return (labels) => !has(labels);
  const next = peek();
  if (next === '' || next === ',') return has;
  const operator = take();
  switch (operator) {
    case '=':
    case '==': {
      const value = takeValue(take, peek, key);
      return (labels) => has(labels) && labels[key] === value;
    }
    case '!=': {
      const value = takeValue(take, peek, key);
      return (labels) => !has(labels) || labels[key] !== value;
    }
    case 'in': {
      const values = takeSet(take, key);
      return (labels) => has(labels) && values.has(labels[key] ?? '');
    }
    case 'notin': {
      const values = takeSet(take, key);
      return (labels) => !has(labels) || !values.has(labels[key] ?? '');
    }
    case '>':
    case '<': {
      const limit = takeValue(take, peek, key);
      if (!/^-?\d+$/.test(limit)) {
        throw unable(`values[0]: Invalid value: "${limit}": for 'Gt', 'Lt' operators, the value must be an integer`);
      }
      const compare =
        operator === '>' ? (value: number) => value > Number(limit) : (value: number) => value < Number(limit);
      return (labels) => has(labels) && /^-?\d+$/.test(labels[key] ?? '') && compare(Number(labels[key]));
    }
    default:
      throw unable(`found '${operator}', expected: in, notin, =, ==, !=, gt, lt`);
  }
}

function takeValue(take: () => string, peek: () => string, key: string): string {
  const next = peek();
  if (next === '' || next === ',') return '';
  const value = take();
  if (isSymbol(value)) throw unable(`found '${value}', expected: identifier`);
  checkValue(value, key);
  return value;
}

function takeSet(take: () => string, key: string): Set<string> {
  const open = take();
  if (open !== '(') throw unable(`found '${open}' expected: '('`);
  const values = new Set<string>();
  let token = take();
  while (token !== ')') {
    if (token === '') throw unable("found '', expected: ',' or ')'");
    if (token === ',') values.add('');
    else {
      checkValue(token, key);
      values.add(token);
    }
    token = take();
    if (token === ',') token = take();
  }
  return values;
}

function checkValue(value: string, key: string): void {
  const [problem] = isLabelValue(value);
  if (problem !== undefined) throw unable(`values[0][${key}]: Invalid value: "${value}": ${problem}`);
}

function unable(problem: string): Error {
  return badRequest(`unable to parse requirement: ${problem}`);
}

export interface FieldSelector {
  matches: Selector;
  /** The name that `metadata.name=x` asks for. */
  name: string | undefined;
}

/**
 * `metadata.name=a,type!=b`. `refusal` words the refusal of a field that is not among `supported`.
 * @throws StatusError 400
 */
export function parseFieldSelector(
  source: string,
  supported: readonly string[],
  refusal = (path: string): string => `field label not supported: ${path}`,
): FieldSelector {
  const terms: Selector[] = [];
  let name: string | undefined;
  for (const part of source.split(/(?<!\\),/).filter((term) => term !== '')) {
    const match = /^(.*?)(!=|==|=)(.*)$/.exec(part);
    if (match === null) throw badRequest(`invalid selector: '${source}'; can't understand '${part}'`);
    const [, path = '', operator, raw = ''] = match;
    const value = raw.replace(/\\([\\,=])/g, '$1');
    if (!supported.includes(path)) throw badRequest(refusal(path));
    if (path === 'metadata.name' && operator !== '!=') name = value;
    const equal: Selector = (fields) => (fields[path] ?? '') === value;
    terms.push(operator === '!=' ? (fields) => !equal(fields) : equal);
  }
  return { matches: (fields) => terms.every((term) => term(fields)), name };
}
