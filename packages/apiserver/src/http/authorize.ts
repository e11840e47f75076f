import { StatusError } from '../status.ts';
import type { Target } from './path.ts';
import type { Identity } from './types.ts';

export const anonymous: Identity = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

const openPaths = new Set(['/version', '/healthz', '/livez', '/readyz']);

/** Whoever is authenticated may do everything; others may ask for health and version. @throws StatusError 403 */
export function authorize(identity: Identity, target: Target, method: string): void {
  if (!identity.groups.includes('system:unauthenticated')) return;
  if (target.type === 'other') {
    if (openPaths.has(target.path)) return;
    const message = `forbidden: User "${identity.name}" cannot ${method.toLowerCase()} path "${target.path}"`;
    throw new StatusError(403, 'Forbidden', message, {});
  }
  const { group, plural, name, namespace } = target;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = group === '' ? plural : `${plural}.${group}`;
  const named = name === '' ? '' : ` "${name}"`;
  const action = `cannot ${verbOf(method, name)} resource "${plural}" in API group "${group}" ${scope}`;
  const message = `${what}${named} is forbidden: User "${identity.name}" ${action}`;
  throw new StatusError(403, 'Forbidden', message, { name, group, kind: plural });
}

function verbOf(method: string, name: string): string {
  switch (method) {
    case 'GET':
      return name === '' ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    default:
      return method === 'DELETE' && name === '' ? 'deletecollection' : method.toLowerCase();
  }
}
