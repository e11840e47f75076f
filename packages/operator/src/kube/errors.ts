import { isRecord } from './resource.ts';

/**
 * A request that a Kubernetes API server refused, or that never reached it. Match by `status` or `reason`, never by the message.
 */
export class KubeError extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The server's own reason (`NotFound`, `Conflict`, `Expired`, …); `Unreachable`, `Timeout` or `Malformed` when it gave none. */
  readonly reason: string;
  /** The server asks not to be called again before this many milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(fields: {
    status: number;
    reason: string;
    message: string;
    retryAfterMs?: number | undefined;
    cause?: unknown;
  }) {
    super(fields.message, { cause: fields.cause });
    this.name = 'KubeError';
    this.status = fields.status;
    this.reason = fields.reason;
    this.retryAfterMs = fields.retryAfterMs;
  }
}

export function isKubeError(error: unknown): error is KubeError {
  return error instanceof KubeError;
}

/** The history from this resourceVersion or continue token is gone: list again. */
export function isExpired(error: unknown): boolean {
  return isKubeError(error) && (error.status === 410 || error.reason === 'Expired' || error.reason === 'Gone');
}

export function isConflict(error: unknown): boolean {
  return isKubeError(error) && error.status === 409 && error.reason !== 'AlreadyExists';
}

export function isNotFound(error: unknown): boolean {
  return isKubeError(error) && error.status === 404;
}

export function isAlreadyExists(error: unknown): boolean {
  return isKubeError(error) && error.reason === 'AlreadyExists';
}

/** What a server's `Status` object says, or what can be said without one (a proxy's error page, an empty body). */
export function fromStatus(what: string, status: number, body: unknown, retryAfter?: string): KubeError {
  const given = isRecord(body) ? body : {};
  const details = isRecord(given['details']) ? given['details'] : {};
  const seconds = Number(retryAfter ?? details['retryAfterSeconds']);
  const code = typeof given['code'] === 'number' ? given['code'] : status;
  const reason = typeof given['reason'] === 'string' && given['reason'] !== '' ? given['reason'] : `HTTP${code}`;
  const text =
    typeof given['message'] === 'string' ? given['message'] : typeof body === 'string' ? body.trim().slice(0, 200) : '';
  return new KubeError({
    status: code,
    reason,
    message: `${what}: ${text || reason}`,
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined,
  });
}
