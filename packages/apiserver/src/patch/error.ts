import type { Json } from '../schema/json.ts';

/** A patch that cannot be applied. `code` is the HTTP status of the answer; 500 where the real server gives no better one. */
export class PatchError extends Error {
  readonly code: 400 | 413 | 415 | 422 | 500;

  constructor(code: PatchError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PatchError';
    this.code = code;
  }
}

/** A patch of another JSON type than `target`, the name the real server has for what it expects. */
export function decodeError(value: Json, target: string, prefix = 'error decoding patch: '): PatchError {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return new PatchError(400, `${prefix}json: cannot unmarshal ${kind} into Go value of type ${target}`);
}
