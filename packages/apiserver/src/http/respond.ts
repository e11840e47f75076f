import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { JsonObject } from '../schema/json.ts';
import { failure, StatusError } from '../status.ts';
import { writeYaml, yamlOfJson } from '../yaml/write.ts';
import type { Format } from './accept.ts';
import type { KubeRequest, KubeResponse } from './types.ts';

/** Bytes from which an answer is compressed, where the client takes it: the real server's threshold. */
const gzipFrom = 128 * 1024;

const compress = promisify(gzip);

/** An answer before it is written out. */
export interface Answer {
  status: number;
  /** JSON text; whatever `contentType` says, when it is given; '' is no header. */
  text: string | Uint8Array;
  format: Format;
  contentType?: string;
  headers?: Record<string, string>;
  /** Each becomes a `warning: 299` of the answer. */
  warnings?: readonly string[];
}

export function json(value: JsonObject, status = 200): Answer {
  return { status, text: JSON.stringify(value), format: { type: 'json' } };
}

export function plain(text: string, status = 200): Answer {
  return {
    status,
    text,
    format: { type: 'json' },
    contentType: 'text/plain; charset=utf-8',
    headers: { 'x-content-type-options': 'nosniff' },
  };
}

export function errorAnswer(error: StatusError, format: Format = { type: 'json' }): Answer {
  const retry = error.details?.retryAfterSeconds;
  return {
    ...json(failure(error), error.code),
    format: { type: format.type },
    ...(retry === undefined ? {} : { headers: { 'retry-after': String(retry) } }),
  };
}

export function warningHeader(warnings: readonly string[]): Record<string, string> {
  if (warnings.length === 0) return {};
  return {
    warning: limited([...new Set(warnings)])
      .map((warning) => `299 - ${JSON.stringify(warning)}`)
      .join(', '),
  };
}

/** Characters that all warnings together may have, and each of them where they have more (endpoints/filters/warning.go). */
const warningsLimit = 4096;
const warningLimit = 256;

function limited(warnings: readonly string[]): string[] {
  let left = warningsLimit;
  if (warnings.reduce((sum, warning) => sum + [...warning].length, 0) <= left) return [...warnings];
  return warnings.flatMap((warning) => {
    if (left <= 0) return [];
    const shown = [...warning].slice(0, warningLimit);
    left -= shown.length;
    return [shown.join('')];
  });
}

/** Writes an answer as the request wants it: YAML, indented for people, compressed. */
export async function respond(request: KubeRequest, answer: Answer): Promise<KubeResponse> {
  const headers: Record<string, string> = { 'cache-control': 'no-cache, private', ...answer.headers };
  Object.assign(headers, warningHeader(answer.warnings ?? []));
  const contentType = answer.contentType ?? (answer.format.type === 'yaml' ? 'application/yaml' : 'application/json');
  if (contentType !== '') headers['content-type'] = contentType;
  const { status, body } =
    answer.contentType === undefined ? written(request, answer) : { ...answer, body: answer.text };
  if (body.length < gzipFrom || !acceptsGzip(request)) return { status, headers, body };
  headers['content-encoding'] = 'gzip';
  headers['vary'] = 'Accept-Encoding';
  return { status, headers, body: await compress(body, { level: 1 }) };
}

interface Written {
  status: number;
  body: string;
}

function written(request: KubeRequest, { status, text: raw, format }: Answer): Written {
  const text = typeof raw === 'string' ? raw : Buffer.from(raw).toString('utf8');
  if (format.type === 'yaml') return asYaml(status, text);
  return { status, body: wantsIndent(request) ? JSON.stringify(JSON.parse(text), null, 2) : `${text}\n` };
}

/** What YAML cannot say is answered with why. */
function asYaml(status: number, text: string): Written {
  try {
    return { status, body: yamlOfJson(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const body = writeYaml(failure(new StatusError(500, '', error.message)));
    return { status: status < 400 ? 500 : status, body };
  }
}

/** As the real server: for browsers and command-line clients, or when asked. */
function wantsIndent({ path, headers }: KubeRequest): boolean {
  const asked = new URLSearchParams(path.split('?')[1] ?? '').get('pretty');
  if (asked !== null) return asked !== 'false' && asked !== '0';
  return /^(curl|Wget|Mozilla\/5\.0)/.test(headers['user-agent'] ?? '');
}

function acceptsGzip({ headers }: KubeRequest): boolean {
  return (headers['accept-encoding'] ?? '').split(',').some((encoding) => encoding.trim().split(';')[0] === 'gzip');
}
