/** Every route of the API. */
import { emulatorRoutes } from './emulator-routes.ts';
import { meshRoutes } from './mesh-routes.ts';
import { objectRoutes } from './object-routes.ts';
import type { Route } from './route.ts';

/** The path below which they stand. */
export const PREFIX = '/api';

export const routes: readonly Route[] = [...meshRoutes, ...objectRoutes, ...emulatorRoutes];

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
  const [wanted, parts] = [template.split('/'), path.split('/')];
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = decode(parts[index] ?? '');
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
