/** An answer that refuses: what the API says instead of doing the thing. Handlers throw it; the envelope is made at the edge. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  /** HTTP status; left out, the one that the reference gives the code for this product, else 400. */
  readonly status: number | undefined;
  readonly headers: Record<string, string>;
  /** Of a call that is not permitted: a rule forbids it, or none permits it. */
  readonly denial: 'ExplicitDeny' | 'ImplicitDeny' | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: number; headers?: Record<string, string>; denial?: 'ExplicitDeny' | 'ImplicitDeny' } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status;
    this.headers = options.headers ?? {};
    this.denial = options.denial;
  }
}
