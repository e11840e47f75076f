/** The inspection API's document (OpenAPI 3.1), made from its routes. */
import * as z from 'zod';
import { REFUSALS, type Refusal, type Route } from './route.ts';
import { PREFIX, routes } from './routes.ts';

/** What any request may be refused with. */
const ALWAYS: readonly Refusal[] = ['BadRequest', 'NotLoopback', 'ForeignSite'];

const MEANINGS: Readonly<Record<Refusal, string>> = {
  NotFound: 'There is no such thing',
  NotControllable: 'The clock cannot be advanced',
  SnapshotName: 'The name cannot be one of a snapshot',
  SnapshotsFull: 'There are too many snapshots',
  StateRegion: 'The state is of a cloud in another region',
  StateVersion: 'The state was saved by another version',
  BadRequest: 'The request does not fit this document; the message names every reason',
  NotLoopback: 'The caller is not on this machine',
  ForeignSite: 'The request came from a page of another site',
  NotJson: 'The content type is not application/json',
  TooLarge: 'The body is too large',
  MethodNotAllowed: 'The path takes other methods',
};

export function openApi(): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `${PREFIX}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'The emulator’s inspection API',
      version: '1',
      description: `Looks at the emulated cloud and steers it. It stands beside the cloud’s own API, below ${PREFIX}, and answers only on this machine unless told otherwise. Secrets are never shown.`,
    },
    paths,
    components: {
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  };
}

function operation({ id, summary, method, path, query, body, answer, refusals }: Route): object {
  const sends = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const all: Refusal[] = [...ALWAYS, ...(sends ? (['NotJson', 'TooLarge'] as const) : []), ...refusals];
  return {
    operationId: id,
    summary,
    parameters: [...inPath(path), ...inQuery(query)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      200: { description: summary, content: content(answer) },
      ...Object.fromEntries(
        [...new Set(all.map((code) => REFUSALS[code]))]
          .sort((a, b) => a - b)
          .map((status) => [status, refusal(status, all)]),
      ),
    },
  };
}

function content(answer: Route['answer']): object {
  if (typeof answer === 'string') return { [answer]: { schema: { type: 'string' } } };
  return { 'application/json': { schema: schemaOf(answer, 'output') } };
}

function refusal(status: number, codes: readonly Refusal[]): object {
  const meanings = codes.filter((code) => REFUSALS[code] === status).map((code) => `${code}: ${MEANINGS[code]}.`);
  return {
    description: meanings.join(' '),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
}

function inPath(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function inQuery(query: z.ZodObject | undefined): object[] {
  if (query === undefined) return [];
  const { properties = {} } = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
