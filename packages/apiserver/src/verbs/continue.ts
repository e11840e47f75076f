import { jsonProblem } from '../decode/json-problem.ts';
import { badRequest } from '../status.ts';

/** The place where a page of a list has ended, as the token that its client brings back. */
export interface PageEnd {
  /** Of the list; `ANY_REVISION` for one that goes on with what there is now. */
  revision: number;
  /** Key that the next page begins at. */
  after: string;
}

export const ANY_REVISION = -1;

const tokenVersion = 'meta.k8s.io/v1';

export function encodeToken({ revision, after }: PageEnd): string {
  // A real server leaves the slash out where it goes on with what there is.
  const start = revision === ANY_REVISION ? after : `/${after}`;
  return Buffer.from(JSON.stringify({ v: tokenVersion, rv: revision, start })).toString('base64url');
}

/** After k8s.io/apiserver/pkg/storage/continue.go. @throws StatusError 400 */
export function decodeToken(token: string): PageEnd {
  const { v = '', rv = 0, start = '' } = parse(token);
  if (v !== tokenVersion) throw badToken(`server does not recognize this encoded version ${v}`);
  if (rv === 0) throw badToken(`incorrect encoded start resourceVersion (version ${tokenVersion})`);
  if (start === '') throw badToken(`encoded start key empty (version ${tokenVersion})`);
  // A key that does not stay below the collection is none that a server has given out.
  const steps = start.replace(/^\//, '').split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..')) throw badToken(start);
  return { revision: rv, after: steps.join('/') };
}

function parse(token: string): { v?: string; rv?: number; start?: string } {
  const bytes = fromBase64(token);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badToken(jsonProblem(bytes));
  }
  const fields = typeof value === 'object' && value !== null ? value : {};
  const { v, rv, start }: { v?: unknown; rv?: unknown; start?: unknown } = fields;
  return {
    ...(v === undefined ? {} : { v: typeof v === 'string' ? v : mistyped(v, 'v', 'string') }),
    ...(rv === undefined ? {} : { rv: Number.isSafeInteger(rv) ? Number(rv) : mistyped(rv, 'rv', 'int64') }),
    ...(start === undefined ? {} : { start: typeof start === 'string' ? start : mistyped(start, 'start', 'string') }),
  };
}

function fromBase64(token: string): Buffer {
  const odd = token.search(/[^\w-]/);
  const at = odd >= 0 ? odd : token.length % 4 === 1 ? token.length - 1 : -1;
  if (at >= 0) throw badToken(`illegal base64 data at input byte ${at}`);
  return Buffer.from(token, 'base64url');
}

function mistyped(value: unknown, field: string, type: string): never {
  const shown = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  const number = typeof value === 'number' && type === 'int64' ? `number ${value}` : shown;
  throw badToken(`json: cannot unmarshal ${number} into Go struct field continueToken.${field} of type ${type}`);
}

function badToken(problem: string): Error {
  return badRequest(`invalid continue token: continue key is not valid: ${problem}`);
}
