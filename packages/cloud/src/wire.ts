/** The port to the cloud: what a request looks like before it is signed and sent. */
import type { Action, Product } from './action.ts';
import { type ActionName, actions } from './actions.ts';
import { CloudError } from './errors.ts';
import { flatten } from './flatten.ts';

export interface WireRequest {
  readonly product: Product;
  readonly version: string;
  readonly action: ActionName;
  readonly style: 'RPC' | 'ROA';
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly pathname: string;
  /** Nested, not yet flattened. */
  readonly query: Readonly<Record<string, unknown>>;
  /** An RPC form (nested, not yet flattened) or a ROA JSON body. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly write: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one request, once, and answers the parsed JSON body. Rejects with a CloudError only. */
export type Transport = (request: WireRequest) => Promise<unknown>;

/** The request of an action on the wire: RegionId filled in, path parameters put into the path. */
export function wireRequest(
  name: ActionName,
  request: object,
  { region, signal }: { readonly region: string; readonly signal?: AbortSignal | undefined },
): WireRequest {
  const action: Action = actions[name];
  const parameters: Record<string, unknown> = { ...(action.regional && { RegionId: region }), ...request };
  const pathname = action.pathname.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = parameters[field];
    delete parameters[field];
    return pathSegment(name, field, value);
  });
  return {
    product: action.product,
    version: action.version,
    action: name,
    style: action.style,
    method: action.method,
    pathname,
    ...(action.params === 'body' ? { query: {}, body: parameters } : { query: parameters }),
    write: action.access === 'write',
    signal,
  };
}

/**
 * The parameters of a request, flat, as a server sees them after merging query and form. A ROA body is not among them.
 */
export function wireParameters(request: WireRequest): Record<string, string> {
  return flatten(request.style === 'RPC' ? { ...request.query, ...request.body } : request.query);
}

/** An id may not change the path it stands in: empty, `.` and `..` would address another resource. */
function pathSegment(action: ActionName, field: string, value: unknown): string {
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
    const shown = JSON.stringify(value) ?? 'undefined';
    throw new CloudError({ code: `InvalidParameter.${field}`, action, message: `${field} is ${shown}, not an id` });
  }
  return encodeURIComponent(value);
}
