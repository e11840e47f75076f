import type { Json, JsonObject } from './schema/json.ts';
import type { Cause } from './schema/types.ts';

/** A cause of ours or of apimachinery that is no field error. */
export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** Group and plural name (or kind), as error messages name what they are about. */
export interface Subject {
  group: string;
  resource: string;
}

/** What the server answers instead of an object: a `Status` with code, reason, message and details, exactly as a real server words it. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;
  /** Where a list whose page is no longer to be had can go on all the same. */
  readonly continue: string | undefined;

  constructor(code: number, reason: string, message: string, details?: StatusDetails, continued?: string) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.continue = continued;
  }
}

/** The wire form of an error. */
export function failure(error: StatusError): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: error.continue === undefined ? {} : { continue: error.continue },
    status: 'Failure',
    message: error.message,
    ...(error.reason === '' ? {} : { reason: error.reason }),
    ...(error.details === undefined ? {} : { details: detailsJson(error.details) }),
    code: error.code,
  };
}

/** `details` in the field order of metav1.StatusDetails; what is empty is left out. */
export function detailsJson(details: StatusDetails): JsonObject {
  const { name, group, kind, uid, causes, retryAfterSeconds } = details;
  const json: Record<string, Json | undefined> = {
    name: name || undefined,
    group: group || undefined,
    kind: kind || undefined,
    uid: uid || undefined,
    causes: causes?.length
      ? causes.map(({ reason, message, field }) => defined({ reason, message, field }))
      : undefined,
    retryAfterSeconds,
  };
  return defined(json);
}

function defined(fields: Record<string, Json | undefined>): JsonObject {
  const present: JsonObject = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) present[key] = value;
  return present;
}

/** `widgets.demo.example.com`, or `secrets` in the core group. */
function qualified({ group, resource }: Subject): string {
  return group === '' ? resource : `${resource}.${group}`;
}

export function notFound(subject: Subject, name: string): StatusError {
  const details = { name, group: subject.group, kind: subject.resource };
  return new StatusError(404, 'NotFound', `${qualified(subject)} "${name}" not found`, details);
}

/** No such path or resource in an API that exists. */
export function unknownResource(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function alreadyExists(subject: Subject, name: string, isDeleting: boolean): StatusError {
  const details = { name, group: subject.group, kind: subject.resource };
  const message = `${qualified(subject)} "${name}" already exists`;
  return new StatusError(409, 'AlreadyExists', isDeleting ? `object is being deleted: ${message}` : message, details);
}

export function conflict(subject: Subject, name: string, detail: string): StatusError {
  const details = { name, group: subject.group, kind: subject.resource };
  const message = `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${detail}`;
  return new StatusError(409, 'Conflict', message, details);
}

export const modified = 'the object has been modified; please apply your changes to the latest version and try again';

/** `Widget.demo.example.com "w1" is invalid: spec.size: Required value`; several causes stand in brackets. `subject.resource` is the kind here. */
export function invalidObject(subject: Subject, name: string, causes: readonly Cause[]): StatusError {
  const lines = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const text = lines.length === 1 ? lines.join() : `[${lines.join(', ')}]`;
  const details = { name, group: subject.group, kind: subject.resource, causes: [...causes] };
  return new StatusError(422, 'Invalid', `${qualified(subject)} "${name}" is invalid: ${text}`, details);
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function forbiddenRequest(subject: Subject, name: string, detail: string, causes?: StatusCause[]): StatusError {
  const what = name === '' ? qualified(subject) : `${qualified(subject)} "${name}"`;
  const details = { name, group: subject.group, kind: subject.resource, ...(causes ? { causes } : {}) };
  return new StatusError(403, 'Forbidden', `${what} is forbidden: ${detail}`, details);
}

export function methodNotAllowed(subject: Subject, verb: string): StatusError {
  const message = `${verb} is not supported on resources of kind "${qualified(subject)}"`;
  return new StatusError(405, 'MethodNotAllowed', message, { group: subject.group, kind: subject.resource });
}

/** How built-in APIs say it. */
export function wrongMethod(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function notAcceptable(accepted: readonly string[]): StatusError {
  return new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${accepted.join(', ')}`);
}

/** The same from the library that routes to built-in APIs. */
export function noRepresentation(available: readonly string[]): StatusError {
  const message = `406: Not Acceptable\n\nAvailable representations: ${available.join(', ')}`;
  return new StatusError(406, 'NotAcceptable', message, {});
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return new StatusError(415, 'UnsupportedMediaType', message);
}

export function expired(message: string, continued?: string): StatusError {
  return new StatusError(410, 'Expired', message, undefined, continued);
}

export function tooLargeVersion(asked: number, current: number): StatusError {
  return new StatusError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}
