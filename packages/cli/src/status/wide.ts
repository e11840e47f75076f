/** Everything that the status holds, as a table in the manner of kubectl. Pure. */
import type { StatusData } from './schema.ts';

export function wideLines({ clusters }: StatusData): string[] {
  const head = [
    'CLUSTER',
    'CHANNEL',
    'SERVICE',
    'STATUS',
    'ENDPOINT',
    'STATUS',
    'CONNECTION',
    'ZONES',
    'REASON',
    'DOMAIN',
  ];
  const rows = clusters.flatMap(({ clusterId, apiServer, pilot }) =>
    (
      [
        ['API server', apiServer],
        ['Pilot', pilot],
      ] as const
    ).map(([channel, link]) => [
      clusterId,
      channel,
      link.service?.id,
      link.service?.status,
      link.endpoint?.id,
      link.endpoint?.status,
      link.connection,
      link.zones.join(','),
      link.reason,
      link.domainName,
    ]),
  );
  const cells = [head, ...rows.map((row) => row.map((cell) => cell || '<none>'))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  );
}
