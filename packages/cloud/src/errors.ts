import type { ErrorKind } from './code-table.ts';
import { classify } from './codes.ts';

interface CloudErrorFields {
  /** The code on the wire, or one of ours for what never became an answer. Decide by it, never by the message. */
  readonly code: string;
  readonly action: string;
  /** The cloud's words, or ours. No request id: it would make every repetition look new. */
  readonly message: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** How long the cloud asks to wait, in milliseconds (header `x-acs-retry-after`). */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The one error of this package. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly action: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(fields: CloudErrorFields) {
    super(`${fields.action}: ${fields.code}: ${fields.message}`, { cause: fields.cause });
    this.code = fields.code;
    this.kind = classify(fields.code, fields.status);
    this.action = fields.action;
    this.status = fields.status;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
  }
}

export function isCloudError(error: unknown): error is CloudError {
  return error instanceof CloudError;
}

/** The error for a call given up by its caller. */
export function aborted(action: string, signal?: AbortSignal): CloudError {
  return new CloudError({ code: 'Aborted', action, message: 'the call was given up', cause: signal?.reason });
}

/** The error for a call that was not sent, for its turn would not come within the caller's patience. */
export function notYet(action: string, retryAfterMs: number): CloudError {
  const message = `its turn is not for another ${Math.ceil(retryAfterMs)} ms`;
  return new CloudError({ code: 'NotYet', action, message, retryAfterMs });
}

export interface Refusal {
  readonly action: string;
  readonly status?: number | undefined;
  /** Header names in lower case. */
  readonly headers?: Readonly<Record<string, unknown>>;
  /** The parsed body: `{ Code, Message, RequestId }`, in either case of the first letter (alibaba-cloud-api §1.6). */
  readonly body: unknown;
  readonly cause?: unknown;
}

/** The error for an answer with a status of 400 or more. */
export function refused({ action, status, headers, body, cause }: Refusal): CloudError {
  const envelope = isRecord(body) ? body : {};
  const read = (...names: string[]) => names.map((name) => asText(envelope[name])).find((value) => value !== '');
  return new CloudError({
    action,
    code: read('Code', 'code') ?? `HTTP ${status ?? 'error'}`,
    message: read('Message', 'message') ?? 'refused without a message',
    status,
    requestId: read('RequestId', 'requestId', 'requestid', 'request_id'),
    retryAfterMs: milliseconds(headers?.['x-acs-retry-after']),
    cause,
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Service Mesh sends a number as text for a code; a plain number is taken the same way. */
function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function milliseconds(header: unknown): number | undefined {
  const value = typeof header === 'string' ? Number.parseInt(header, 10) : header;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
