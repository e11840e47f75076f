/** What a route of the inspection API is: its parameters, body and answer as schemas, from which its checks and its documentation come. */
import type { z } from 'zod';
import type { Inspected } from './inspected.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Values as text, by name. */
type Texts = Readonly<Record<string, string>>;

export interface Route {
  readonly method: Method;
  /** Below the prefix: `/world/{kind}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly query: z.ZodObject | undefined;
  readonly body: z.ZodType | undefined;
  /** JSON that fits the schema, or a text of this type. */
  readonly answer: z.ZodType | TextType;
  /** What may be refused, beside what is wrong with the request itself. */
  readonly refusals: readonly Refusal[];
  handle(inspected: Inspected, input: Input<unknown, unknown>): unknown;
}

export type TextType = 'application/yaml' | 'application/x-pem-file' | 'text/event-stream';

export interface Input<Q, B> {
  /** The placeholders of the path, decoded. */
  readonly path: Texts;
  readonly query: Q;
  readonly body: B;
}

/** An answer that goes on: each value is sent as it comes, until the caller goes away. */
export interface Live {
  subscribe(send: (value: unknown) => void): () => void;
}

export type Refusal = keyof typeof REFUSALS;

/** By code. */
export const REFUSALS = {
  NotFound: 404,
  NotControllable: 409,
  SnapshotName: 400,
  SnapshotsFull: 409,
  StateRegion: 409,
  StateVersion: 409,
  BadRequest: 400,
  NotLoopback: 403,
  ForeignSite: 403,
  NotJson: 415,
  TooLarge: 413,
  MethodNotAllowed: 405,
} as const;

/** Answered as it says. */
export class InspectError extends Error {
  override readonly name = 'InspectError';
  readonly code: Refusal;

  constructor(code: Refusal, message: string) {
    super(message);
    this.code = code;
  }
}

interface Given<Q extends z.ZodObject, B extends z.ZodType> {
  readonly id: string;
  readonly summary: string;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: z.ZodType | TextType;
  readonly refusals?: readonly Refusal[];
  handle(inspected: Inspected, input: Input<z.output<Q>, z.output<B>>): unknown;
}

/** The handler is given what its schemas have read. */
export function route<Q extends z.ZodObject, B extends z.ZodType>(
  method: Method,
  path: string,
  given: Given<Q, B>,
): Route {
  const { query, body, refusals = [], handle } = given;
  return {
    ...given,
    method,
    path,
    query,
    body,
    refusals,
    handle: (inspected, input) => handle(inspected, input as Input<z.output<Q>, z.output<B>>), // `serve.ts` has parsed it with these schemas
  };
}
