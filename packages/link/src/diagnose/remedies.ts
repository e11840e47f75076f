/** What to do about a reason: the words that hold for every case, and the command where there is one. */
import { annotations, type Reason, reasons, resource } from '@asm-privatelink/api';
import type { Remedy } from './diagnosis.ts';

const object = `${resource.singular} ${resource.objectName}`;

/** @param mesh for the annotation that names it */
export function remedyFor(reason: Reason, mesh: string): Remedy {
  const text = reasons[reason].action;
  const edit = { text, command: `kubectl edit ${object}` };
  switch (reason) {
    case 'NotActivated':
      return { text, command: 'aliyun privatelink OpenPrivateLinkService' };
    case 'Paused':
      return { text, command: `kubectl annotate ${object} ${annotations.pause}-` };
    case 'ManagedElsewhere':
    case 'TwoOwners':
      return { text, command: `kubectl annotate ${object} ${annotations.takeOver}=${mesh}` };
    case 'ZoneNotServed':
    case 'VSwitchNotFound':
    case 'VSwitchWrongVpc':
    case 'VSwitchZoneMismatch':
    case 'VSwitchNoAddress':
    case 'ClusterNotFound':
    case 'ClusterInMeshVpc':
    case 'ClusterWrongRegion':
      return edit;
    default:
      return { text };
  }
}

/** For what the operator does by itself. */
export const byItself: Remedy = {
  text: 'asm-privatelink mends this by itself: wait a minute, and look again.',
  command: 'asmpvl status --watch',
};

/** A command of the aliyun CLI. */
export function aliyun(product: string, action: string, parameters: Readonly<Record<string, string>>): string {
  const flags = Object.entries(parameters).map(([name, value]) => `--${name} ${value}`);
  return ['aliyun', product, action, ...flags].join(' ');
}
