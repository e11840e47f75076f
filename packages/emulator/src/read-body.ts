/** The body of a request, as far as it is one that can be taken. */
import type http from 'node:http';
import { ApiError } from './errors.ts';

/** No request of the API comes near. */
const LARGEST_BODY_BYTES = 1024 * 1024;
/** Of all requests that are being read at one time. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Deeper than any request of the API, and far from what could exhaust the stack. */
const DEEPEST_JSON = 64;

/** Reads bodies, and bounds what they take together. */
export class BodyReader {
  #bytes = 0;

  /**
   * Throws ApiError for a body that is too large or encoded; the rest of it is then not read, and the connection must be closed with the
   * answer.
   */
  async read(request: http.IncomingMessage): Promise<Buffer> {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      throw new ApiError('InvalidParameter', `A body encoded as "${encoding}" is not taken; send it as it is.`, {
        status: 415,
      });
    }
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES) throw tooLarge();
    return isEmpty(request) ? NOTHING : await this.#collect(request);
  }

  /** By hand, since a loop over the request that ends early destroys the connection, and the answer with it. */
  #collect(request: http.IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    return new Promise<Buffer>((resolve, reject) => {
      const stop = (error: Error) => {
        request.pause().off('data', take);
        reject(error);
      };
      const take = (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        this.#bytes += chunk.length;
        if (size > LARGEST_BODY_BYTES) stop(tooLarge());
        else if (this.#bytes > MOST_BYTES) stop(tooMuch());
      };
      request.on('data', take);
      request.once('end', () => resolve(Buffer.concat(chunks)));
      request.once('error', reject);
      request.once('close', () => reject(new Error('the caller went away')));
    }).finally(() => {
      this.#bytes -= size;
    });
  }
}

const NOTHING = Buffer.alloc(0);

/** As HTTP has it: neither a length nor chunks are announced. */
function isEmpty({ headers }: http.IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) === 0 && headers['transfer-encoding'] === undefined;
}

function tooMuch(): ApiError {
  return new ApiError('ServiceUnavailable', 'Too many large requests at one time; try again.', { status: 503 });
}

function tooLarge(): ApiError {
  return new ApiError('InvalidParameter', `The body is larger than ${LARGEST_BODY_BYTES} bytes.`, { status: 413 });
}

/** Throws ApiError for a body that is not UTF-8. */
export function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new ApiError('InvalidParameter', 'The body is not UTF-8.', { status: 400 });
  }
}

/** Throws ApiError for a body that is not JSON, or nested deeper than anything that is asked for. */
export function jsonOf(body: Buffer): unknown {
  const text = textOf(body);
  if (isDeeper(text, DEEPEST_JSON)) {
    throw new ApiError('InvalidParameter', `The body is nested deeper than ${DEEPEST_JSON} levels.`, { status: 400 });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('InvalidParameter', 'The body is not JSON.', { status: 400 });
  }
}

/** Counts the brackets outside of strings. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') {
      inString = true;
    } else if (char === '[' || char === '{') {
      if (++depth > most) return true;
    } else if (char === ']' || char === '}') {
      depth--;
    }
  }
  return false;
}
