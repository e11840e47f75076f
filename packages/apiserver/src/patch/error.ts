/** A patch that cannot be applied. `code` is the HTTP status of the answer; 500 where the real server gives no better one. */
export class PatchError extends Error {
  readonly code: 400 | 413 | 415 | 422 | 500;

  constructor(code: PatchError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PatchError';
    this.code = code;
  }
}
