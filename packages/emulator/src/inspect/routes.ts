/** Every route of the inspection API. */
import { balancerRoutes } from './balancer-routes.ts';
import { controlRoutes } from './control-routes.ts';
import { dialRoutes } from './dial-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import type { Route } from './route.ts';
import { stateRoutes } from './state-routes.ts';
import { worldRoutes } from './world-routes.ts';

/** The path below which they stand. No path of the cloud's own begins so. */
export const PREFIX = '/-';

export const routes: readonly Route[] = [
  ...worldRoutes,
  ...ledgerRoutes,
  ...controlRoutes,
  ...balancerRoutes,
  ...dialRoutes,
  ...stateRoutes,
];

/** The route of a request, with the placeholders of its path; the methods that there are where it is none of them. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | { route: undefined; methods: string[] } {
  const methods: string[] = [];
  for (const route of routes) {
    const params = match(route.path, path);
    if (params === undefined) continue;
    if (route.method === method) return { route, params };
    methods.push(route.method);
  }
  return { route: undefined, methods };
}

function match(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const parts = path.split('/');
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, want] of wanted.entries()) {
    const part = decode(parts[i] ?? '');
    const name = /^\{(\w+)\}$/.exec(want)?.[1];
    if (name === undefined ? part !== want : part === undefined) return undefined;
    if (name !== undefined && part !== undefined) params[name] = part;
  }
  return params;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
