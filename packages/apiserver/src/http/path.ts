/** What a path names. */
export type Target =
  | {
      type: 'resource';
      group: string;
      version: string;
      namespace: string;
      plural: string;
      name: string;
      subresource: string;
      /** Under `/watch/`, as watches were asked for once and may still be. */
      watch: boolean;
    }
  | { type: 'other'; path: string };

/**
 * `/api/v1/namespaces/NS/secrets/NAME`, `/apis/GROUP/VERSION/widgets/NAME/status` and the like; all else is `other`.
 * @throws URIError for a path that is not well encoded
 */
export function parsePath(path: string): Target {
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  const [root] = parts;
  if (root !== 'api' && root !== 'apis') return { type: 'other', path: `/${parts.join('/')}` };
  while (parts.at(-1) === '') parts.pop();
  const other: Target = { type: 'other', path: `/${parts.join('/')}` };
  const group = root === 'api' ? '' : (parts[1] ?? '');
  const version = parts[root === 'api' ? 1 : 2] ?? '';
  const below = parts.slice(root === 'api' ? 2 : 3);
  const watch = below[0] === 'watch' && below.length > 1;
  const rest = watch ? below.slice(1) : below;
  if (rest.length === 0) return other;
  const base = { type: 'resource' as const, group, version, watch };
  // `namespaces/NAME`, `namespaces/NAME/status` and `namespaces/NAME/finalize` are about the namespace itself.
  const own = rest.length <= 2 || (rest.length === 3 && (rest[2] === 'status' || rest[2] === 'finalize'));
  const inside = rest[0] === 'namespaces' && !own;
  const [plural = '', name = '', ...sub] = inside ? rest.slice(2) : rest;
  return { ...base, namespace: inside ? (rest[1] ?? '') : '', plural, name, subresource: sub.join('/') };
}
