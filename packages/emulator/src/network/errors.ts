/**
 * Why a dial failed, told apart by code as an operating system would tell it.
 */

/**
 * - `ENOTFOUND`: the name does not resolve (the endpoint does not live).
 * - `ETIMEDOUT`: packets vanish: no such address in the dialler's VPC, a security group, a zone that is not connected.
 * - `ECONNREFUSED`: the address is there and nothing listens on the port.
 * - `ECANCELED`: the dialler gave up, or the network was closed.
 */
export type DialCode = 'ENOTFOUND' | 'ETIMEDOUT' | 'ECONNREFUSED' | 'ECANCELED';

export class DialError extends Error {
  override readonly name = 'DialError';
  readonly code: DialCode;
  readonly host: string;
  readonly port: number;
  readonly fromVpc: string;
  /** The message without who dialled what. */
  readonly why: string;

  constructor(code: DialCode, target: { host: string; port: number; fromVpc: string }, why: string, cause?: unknown) {
    super(`${target.host}:${target.port} from ${target.fromVpc}: ${why} (${code})`, { cause });
    this.code = code;
    this.why = why;
    this.host = target.host;
    this.port = target.port;
    this.fromVpc = target.fromVpc;
  }
}

/** This process may not open as many files as the network has listeners. */
export class TooManyFilesError extends Error {
  override readonly name = 'TooManyFilesError';
  readonly code = 'EMFILE';
}

/** The system error code of a Node error (`EADDRINUSE`, `ECONNRESET`, `ERR_TLS_…`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
