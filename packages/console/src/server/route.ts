/** What a route of the API is: its parameters, body and answer as schemas, from which its checks, its document and its client come. */
import type { z } from 'zod';
import type { MeshWatch } from '../mesh-watch.ts';
import type { Sources } from '../sources.ts';

export interface World {
  readonly sources: Sources;
  readonly watch: MeshWatch;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Below `/api`: `/services/{id}`. */
  readonly path: string;
  /** What the client calls it. */
  readonly id: string;
  readonly summary: string;
  readonly query: z.ZodObject | undefined;
  readonly body: z.ZodType | undefined;
  /** Of a stream: each of its events. */
  readonly answer: z.ZodType;
  readonly streams: boolean;
  /** Only where the cloud is the emulated one. */
  readonly emulatorOnly: boolean;
  handle(world: World, input: Input<unknown, unknown>): unknown;
}

export interface Input<Q, B> {
  /** The placeholders of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  /** Aborted when the caller goes away or the server ends. */
  readonly signal: AbortSignal;
}

interface Given<Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType> {
  readonly id: string;
  readonly summary: string;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  handle(world: World, input: Input<z.output<Q>, z.output<B>>): z.input<A> | Promise<z.input<A>>;
}

type Streaming<Q extends z.ZodObject, A extends z.ZodType> = Omit<Given<Q, z.ZodNever, A>, 'handle' | 'body'> & {
  handle(world: World, input: Input<z.output<Q>, unknown>): AsyncIterable<z.input<A>>;
};

/** The handler is given what its schemas have read. */
export function route<Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  method: Method,
  path: string,
  { query, body, handle, ...rest }: Given<Q, B, A>,
): Route {
  return {
    ...rest,
    method,
    path,
    query,
    body,
    streams: false,
    emulatorOnly: path.startsWith('/emulator/'),
    handle: (world, input) => handle(world, input as Input<z.output<Q>, z.output<B>>), // `serve.ts` has parsed it with these schemas
  };
}

/** Server-sent events. */
export function stream<Q extends z.ZodObject, A extends z.ZodType>(
  path: string,
  { query, handle, ...rest }: Streaming<Q, A>,
): Route {
  return {
    ...rest,
    method: 'GET',
    path,
    query,
    body: undefined,
    streams: true,
    emulatorOnly: path.startsWith('/emulator/'),
    handle: (world, input) => handle(world, input as Input<z.output<Q>, unknown>), // as above
  };
}

/** Answered as it says. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** By code. */
export const apiErrors = {
  BadRequest: 400,
  TokenMissing: 401,
  ForeignSite: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  TooLarge: 413,
  NotJson: 415,
  Refused: 409,
  CloudFailed: 502,
  InternalError: 500,
} as const;
export type ApiErrorCode = keyof typeof apiErrors;
