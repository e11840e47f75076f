import type { Context } from '../context.ts';
import type { Documents } from '../openapi/documents.ts';
import type { ViewOptions } from '../output/view.ts';
import type { Resource } from '../resource.ts';
import { reviews } from '../reviews.ts';
import type { TokenIssuer } from '../tls/tokens.ts';
import type { Target } from './path.ts';
import type { Identity, KubeRequest } from './types.ts';

/** What the handler is made of. */
export interface HandlerOptions {
  context: Context;
  /** For what no client is to see: faults of the server itself. */
  log(message: string, fields: Record<string, unknown>): void;
  tokens: TokenIssuer;
  /** host:port, as `/api` names it. */
  address(): string;
}

/** One request with what belongs to it. */
export interface Call extends HandlerOptions {
  documents: Documents;
  request: KubeRequest;
  query: URLSearchParams;
  identity: Identity;
}

export type ResourceTarget = Extract<Target, { type: 'resource' }>;

/** A call on a resource that exists. */
export interface ResourceCall extends Call {
  resource: Resource;
  target: ResourceTarget;
  view: ViewOptions;
  /** What the answer will warn of, whatever becomes of the request. */
  warnings: string[];
}

/** Whether a group is one of Kubernetes itself, which other parts of a real server answer for than for custom resources. */
export function isBuiltinGroup({ context }: Call, group: string): boolean {
  const builtin = context.registry.all().filter(({ definition }) => definition !== undefined);
  return [...builtin, ...reviews].some((one) => one.group === group);
}
