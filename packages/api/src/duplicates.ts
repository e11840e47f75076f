/** What stands twice in a spec. */
import { fieldPath } from './field-path.ts';
import type { Problem } from './problem.ts';
import type { ASMPvlConfigSpec, VSwitchRef } from './types.ts';

/** Clusters that stand twice: an API server refuses them. */
export function duplicateClusters({ ackVpcEndpoint }: ASMPvlConfigSpec): Problem[] {
  return repeats(ackVpcEndpoint, ({ clusterId }) => clusterId).map(({ item, index, first }) => ({
    path: fieldPath(['spec', 'ackVpcEndpoint', index, 'clusterId']),
    reason: 'InvalidSpec',
    message: `cluster ${item.clusterId} already stands in ${fieldPath(['spec', 'ackVpcEndpoint', first.index])}: list all its vSwitches there and remove this entry`,
    value: item.clusterId,
  }));
}

/** vSwitches that stand twice in one list: an API server takes them. */
export function duplicateVSwitches({ ackVpcEndpoint, asmVpcEndpoint }: ASMPvlConfigSpec): Problem[] {
  return [
    ...ackVpcEndpoint.flatMap(({ vSwitches }, index) =>
      repeatedVSwitches(vSwitches, ['spec', 'ackVpcEndpoint', index, 'vSwitches']),
    ),
    ...repeatedVSwitches(asmVpcEndpoint.vSwitches, ['spec', 'asmVpcEndpoint', 'vSwitches']),
  ];
}

function repeatedVSwitches(list: readonly VSwitchRef[], path: readonly PropertyKey[]): Problem[] {
  return repeats(list, ({ vSwitchId }) => vSwitchId).map(({ item, index, first }): Problem => {
    const { vSwitchId, zoneId } = item;
    const earlier = fieldPath([...path, first.index]);
    if (first.item.zoneId === zoneId) {
      return {
        path: fieldPath([...path, index, 'vSwitchId']),
        reason: 'VSwitchUnused',
        message: `vSwitch ${vSwitchId} already stands in ${earlier}: remove this entry, it has no effect`,
        value: vSwitchId,
      };
    }
    return {
      path: fieldPath([...path, index, 'zoneId']),
      reason: 'VSwitchZoneMismatch',
      message: `vSwitch ${vSwitchId} lies in one zone, but is given as ${first.item.zoneId} in ${earlier} and as ${zoneId} here: remove the wrong entry`,
      value: zoneId,
    };
  });
}

interface Repeat<T> {
  readonly item: T;
  readonly index: number;
  readonly first: { readonly item: T; readonly index: number };
}

/** Every item whose key stood before, with where it first stood. */
function repeats<T>(items: readonly T[], key: (item: T) => string): Repeat<T>[] {
  const seen = new Map<string, Repeat<T>['first']>();
  return items.flatMap((item, index) => {
    const first = seen.get(key(item));
    if (first !== undefined) return [{ item, index, first }];
    seen.set(key(item), { item, index });
    return [];
  });
}
