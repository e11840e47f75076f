/** Certificates for people: each cluster with its sign, the names beside the one that is needed. Pure. */

import type { SanCluster, SanData } from '@asm-privatelink/console';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/text.ts';

export function sanLines({ clusters, from }: SanData, { style, width }: { style: Style; width: number }): string[] {
  return [...clusters.flatMap((each) => clusterLines(each, style, width)), '', style.dim(`Looked at from ${from}.`)];
}

function clusterLines(cluster: SanCluster, style: Style, width: number): string[] {
  const { clusterId, name, domainName, served, setting, verdict, message, remedy } = cluster;
  const said = wrap(`${name === '' ? clusterId : `${name} (${clusterId})`}: ${message}`, width - 2);
  const list = (label: string, names: readonly string[]) =>
    wrap(`${label} ${names.join(', ') || 'none'}`, width - 6).map((line) => `    ${style.dim(line)}`);
  return [
    ...said.map((line, index) => (index === 0 ? `${markOf(verdict, style)} ${line}` : `  ${line}`)),
    ...(domainName === null ? [] : [`    needed: ${domainName}`]),
    ...(served === null ? list('set:', setting) : list('served:', served)),
    ...(remedy === null ? [] : wrap(`→ ${remedy}`, width - 6).map((line) => `    ${style.cyan(line)}`)),
  ];
}

function markOf(verdict: SanCluster['verdict'], style: Style): string {
  switch (verdict) {
    case 'present':
      return style.green('✓');
    case 'missing':
      return style.red('✗');
    case 'restarting':
    case 'early':
      return style.yellow('◌');
    default:
      return style.yellow('?');
  }
}
