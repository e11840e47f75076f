/** The API's document (OpenAPI 3.1), made from its routes. */
import * as z from 'zod';
import { type ApiErrorCode, apiErrors, type Route } from './route.ts';
import { PREFIX, routes } from './routes.ts';

const meanings: Readonly<Record<ApiErrorCode, string>> = {
  BadRequest: 'The request does not fit this document; the message names every reason',
  TokenMissing: 'The token is missing or wrong',
  ForeignSite: 'The request came from a page of another site, or bears no header of ours',
  NotFound: 'There is no such thing',
  MethodNotAllowed: 'The path takes other methods',
  TooLarge: 'The body is too large',
  NotJson: 'The content type is not application/json',
  Refused: 'The emulator will not do it; the code is its own',
  CloudFailed: 'The cloud could not be asked; the code is its own',
  InternalError: 'A mistake of the console',
};

export function openApi(): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = `${PREFIX}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'The console',
      version: '1',
      description:
        'What the pages of the console are made from. Towards the cloud and the cluster it only reads; below /api/emulator an emulated cloud is steered. Whatever is not GET needs the header x-asmpvl-console.',
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

export interface OpenApi {
  readonly openapi: string;
  readonly info: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: object;
}

type Content = Readonly<Record<string, { readonly schema: object }>>;

function operation({ id, summary, method, path, query, body, answer, streams, emulatorOnly }: Route): Operation {
  const told = emulatorOnly ? `${summary}. Only with the emulated cloud.` : summary;
  return {
    operationId: id,
    summary: told,
    parameters: [...inPath(path), ...inQuery(query)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      200: {
        description: streams ? 'Server-sent events; the data of each is this, as JSON' : 'Done',
        content: { [streams ? 'text/event-stream' : 'application/json']: { schema: schemaOf(answer, 'output') } },
      },
      ...refusals(method),
    },
  };
}

function refusals(method: Route['method']): Operation['responses'] {
  const reads: readonly ApiErrorCode[] = ['MethodNotAllowed', 'TooLarge', 'NotJson'];
  const codes = Object.entries(apiErrors).filter(([code]) => method !== 'GET' || !reads.some((each) => each === code));
  return Object.fromEntries(
    codes.map(([code, status]) => [
      status,
      {
        description: `${code}: ${meanings[code as ApiErrorCode]}.`, // keys of the table that gives the type
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

function inPath(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function inQuery(query: z.ZodObject | undefined): Parameter[] {
  if (query === undefined) return [];
  const { properties = {} } = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: Object(schema),
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
