/** The body of a request, bounded. */
import type http from 'node:http';
import { ApiError } from './route.ts';

/** A manifest as large as the API server takes, and JSON around it. */
const MOST_BYTES = 2 * 1024 * 1024;

/** @throws ApiError when it is too large or is no JSON; `{}` when there is none */
export async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > MOST_BYTES) throw new ApiError('TooLarge', `a body may have ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new ApiError('BadRequest', 'the body is not JSON');
  }
}
