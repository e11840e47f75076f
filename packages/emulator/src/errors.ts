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

/** A parameter that cannot be taken, found by what several products share: each has a code of its own for it (params.ts). */
export class BadParameter extends Error {
  override readonly name = 'BadParameter';
  /** As it is called on the wire. */
  readonly parameter: string;
  /** The code that PrivateLink has for this very case. */
  readonly privateLinkCode: string | undefined;

  constructor(parameter: string, message: string, privateLinkCode?: string) {
    super(message);
    this.parameter = parameter;
    this.privateLinkCode = privateLinkCode;
  }
}
