/**
 * A field's path as Kubernetes writes it: `spec.ackVpcEndpoint[1].clusterId`, `metadata.annotations[asm-privatelink.io/keep]`.
 *
 * @example fieldPath(['spec', 'ackVpcEndpoint', 1, 'clusterId'])
 */
export function fieldPath(segments: readonly PropertyKey[]): string {
  return segments.reduce<string>((path, segment) => {
    const name = String(segment);
    if (typeof segment === 'number' || !/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${name}]`;
    return path === '' ? name : `${path}.${name}`;
  }, '');
}
