/** From an HTTP request to the call it is: parameters merged from headers, query and body, the product found (alibaba-cloud-api §1). */
import { ApiError } from './errors.ts';
import { jsonOf, textOf } from './read-body.ts';
import type { Reference } from './reference.ts';

/** An HTTP request, taken apart. */
export interface WireRequest {
  readonly method: string;
  /** As sent, not decoded. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: readonly (readonly [string, string])[];
  readonly form: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** Query and form in one; the form wins. */
  readonly params: Readonly<Record<string, string>>;
  /** A JSON body. */
  readonly json: unknown;
}

/** What is called. */
export interface WireTarget {
  readonly product: string;
  readonly version: string;
  /** Empty when it is to be found by method and path (ROA without `x-acs-action`). */
  readonly action: string;
  readonly regionId: string | undefined;
}

/** Throws ApiError for a body that is not what it says it is. */
export function readRequest(
  method: string,
  target: string,
  headers: ReadonlyMap<string, string>,
  body: Buffer,
): WireRequest {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = pairs(mark === -1 ? '' : target.slice(mark + 1));
  const type = headers.get('content-type') ?? '';
  const form = /^application\/x-www-form-urlencoded\b/i.test(type) ? pairs(textOf(body)) : [];
  const json = /^application\/json\b/i.test(type) && body.length > 0 ? jsonOf(body) : undefined;
  if (body.length > 0 && !BODY_TYPES.test(type)) {
    throw new ApiError(
      'InvalidParameter',
      `A body of type "${type.slice(0, 100)}" is not taken; send a form or JSON.`,
      {
        status: 415,
      },
    );
  }
  const params: Record<string, string> = Object.create(null); // names come from outside
  for (const [name, value] of [...query, ...form]) params[name] = value;
  return { method, path, headers, query, form, body, params, json };
}

/** Some clients call any body an octet stream, or nothing; it is then signed, and not read. */
const BODY_TYPES = /^($|application\/(x-www-form-urlencoded|json|octet-stream)\b)/i;

/**
 * By host name (`vpc.cn-hangzhou.aliyuncs.com`), by version (no two products share one), or by path; `own` is the one product of a port that
 * serves no other.
 */
export function findTarget(request: WireRequest, reference: Reference, own?: string): WireTarget {
  const { headers, params } = request;
  const host = /^([a-z]+)(?:-vpc)?(?:\.([a-z0-9-]+))?\.aliyuncs\.com(?::\d+)?$/.exec(headers.get('host') ?? '');
  const version = headers.get('x-acs-version') ?? params['Version'] ?? '';
  const action = headers.get('x-acs-action') ?? params['Action'] ?? '';
  const byVersion = [...reference.products.values()].find((product) => product.version === version)?.name;
  const byHost = reference.products.has(host?.[1] ?? '') ? host?.[1] : undefined;
  const product = own ?? byHost ?? byVersion ?? (request.path === '/' ? '' : 'cs');
  return { product, version, action, regionId: host?.[2] };
}

/** `+` is a space here, as forms have it. */
function pairs(text: string): [string, string][] {
  return [...new URLSearchParams(text)];
}
