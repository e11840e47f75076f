/**
 * RPC parameters on the wire: lists count from 1, members go by dots (`Zone.1.VSwitchId`), booleans are `true` and
 * `false`, numbers decimal text; null and undefined are left out (alibaba-cloud-api §1.2). An empty list is nothing.
 */
export function flatten(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  const flat: Record<string, string> = {};
  const put = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      flat[name] = String(value);
    } else {
      const members = Array.isArray(value)
        ? value.map((item: unknown, index) => [String(index + 1), item] as const)
        : Object.entries(value);
      for (const [key, member] of members) put(name === '' ? key : `${name}.${key}`, member);
    }
  };
  put('', parameters);
  return flat;
}
