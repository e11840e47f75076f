/** The client of the pages, made from the API's document: a method for each operation, its types beside it. */
import type { OpenApi, Operation, Parameter } from './server/openapi.ts';

export function clientSource({ paths }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return `/** Made from the OpenAPI document of the console by \`npm run generate\`. Do not edit. */

/** Asks the server; rejects with what it refused. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

${operations.map(({ operation }) => typesOf(operation)).join('\n')}
export function client(ask: Ask) {
  return {
${operations
  .filter(({ operation }) => !isStream(operation))
  .map((each) => methodOf(each))
  .join('\n')}
  };
}

/** Where server-sent events come from; the data of each is of the type named beside it. */
export const streams = {
${operations
  .filter(({ operation }) => isStream(operation))
  .map(
    ({ path, operation }) =>
      `  /** ${operation.summary}: ${answerName(operation)} */\n  ${operation.operationId}: '${path}',`,
  )
  .join('\n')}
} as const;

function search(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  return given.length === 0 ? '' : \`?\${new URLSearchParams(given).toString()}\`;
}
`;
}

interface Found {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function typesOf(operation: Operation): string {
  const body = operation.requestBody?.content['application/json']?.schema;
  const answer = Object.values(operation.responses['200']?.content ?? {})[0]?.schema ?? {};
  const query = operation.parameters.filter((each) => each.in === 'query');
  return [
    `export type ${answerName(operation)} = ${typeOf(answer, 0)};`,
    ...(body === undefined ? [] : [`export type ${bodyName(operation)} = ${typeOf(body, 0)};`]),
    ...(query.length === 0 ? [] : [`export type ${queryName(operation)} = ${queryType(query)};`]),
    '',
  ].join('\n');
}

function methodOf({ path, method, operation }: Found): string {
  const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
  const hasQuery = operation.parameters.some((each) => each.in === 'query');
  const hasBody = operation.requestBody !== undefined;
  const given = [
    ...inPath.map((name) => `${name}: string`),
    ...(hasBody ? [`body: ${bodyName(operation)}`] : []),
    ...(hasQuery ? [`query: ${queryName(operation)} = {}`] : []),
  ];
  const place = `\`${path.replaceAll(/\{(\w+)\}/g, '${encodeURIComponent($1)}')}${hasQuery ? '${search(query)}' : ''}\``;
  const args = [`'${method}'`, place, ...(hasBody ? ['body'] : [])].join(', ');
  const answer = answerName(operation);
  return `    /** ${operation.summary} */
    ${operation.operationId}: (${given.join(', ')}) => ask(${args}) as Promise<${answer}>,`;
}

function queryType(query: readonly Parameter[]): string {
  return `{ ${query.map(({ name, schema }) => `${name}?: ${typeOf(schema, 0)} | undefined`).join('; ')} }`;
}

function isStream({ responses }: Operation): boolean {
  return responses['200']?.content['text/event-stream'] !== undefined;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const answerName = ({ operationId }: Operation) => `${capital(operationId)}Answer`;
const bodyName = ({ operationId }: Operation) => `${capital(operationId)}Body`;
const queryName = ({ operationId }: Operation) => `${capital(operationId)}Query`;

/** TypeScript's words for what zod writes as JSON Schema. @throws TypeError for what it has never written here */
function typeOf(given: unknown, depth: number): string {
  const schema: Record<string, unknown> = Object(given);
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(alternatives)) return alternatives.map((each) => typeOf(each, depth)).join(' | ');
  if (Array.isArray(schema['enum'])) return schema['enum'].map((each) => JSON.stringify(each)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema['const']);
  const { type } = schema;
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each }, depth)).join(' | ');
  switch (type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `readonly (${typeOf(schema['items'], depth)})[]`;
    case 'object':
      return objectOf(schema, depth);
    case undefined:
      return 'unknown';
    default:
      throw new TypeError(`no type for ${JSON.stringify(schema)}`);
  }
}

function objectOf({ properties, required, additionalProperties }: Record<string, unknown>, depth: number): string {
  const inside = '  '.repeat(depth + 1);
  const needed: unknown[] = Array.isArray(required) ? required : [];
  const fields = Object.entries(Object(properties)).map(
    ([name, schema]) => `${inside}readonly ${name}${needed.includes(name) ? '' : '?'}: ${typeOf(schema, depth + 1)};\n`,
  );
  if (fields.length > 0) return `{\n${fields.join('')}${'  '.repeat(depth)}}`;
  return typeof additionalProperties === 'object'
    ? `Readonly<Record<string, ${typeOf(additionalProperties, depth)}>>`
    : '{}';
}
