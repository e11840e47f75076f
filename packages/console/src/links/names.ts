/** What people call a cluster: its name, where it has one that tells it apart; its id is 33 characters long. */
export type NameOf = (clusterId: string) => string;

export function nameOf(clusters: readonly { readonly id: string; readonly name: string }[]): NameOf {
  const counts = new Map<string, number>();
  for (const { name } of clusters) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = new Map(
    clusters.flatMap(({ id, name }) => (counts.get(name) === 1 && name !== '' ? [[id, name]] : [])),
  );
  return (clusterId) => names.get(clusterId) ?? shortId(clusterId);
}

/** `cab9ace2…f1d7` */
export function shortId(id: string): string {
  return id.length <= 14 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`;
}
