/** Scenarios of the whole-system tests, and the specs that fit them. */
import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import type { ScenarioInput } from '@asm-privatelink/emulator';

/** The guide's spec, for the emulator's guide scenario. */
export const guideSpec: ASMPvlConfigSpec = {
  ackVpcEndpoint: [
    {
      clusterId: 'cab9ace222210457a83f09fcd42e9f1d7',
      vSwitches: [{ vSwitchId: 'vsw-bp1jsgsanpvxpj32yai50', zoneId: 'cn-hangzhou-j' }],
    },
  ],
  asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-bp1l5hini55sstnwd2skf', zoneId: 'cn-hangzhou-i' }] },
};

/** Zone h, i, j or k of the region. */
export const zoneId = (letter: string) => `cn-hangzhou-${letter}`;

/** A vSwitch of `plain()`: `asm-i`, `a-j`. */
export const vsw = (vpc: string, zone: string) => ({ vSwitchId: `vsw-${vpc}${zone}`, zoneId: zoneId(zone) });

/** One entry of the spec for a cluster of `plain()`, in zone j. */
export const entry = (name: string, vpc = name, zones = ['j']) => ({
  clusterId: `c${name}`,
  vSwitches: zones.map((zone) => vsw(vpc, zone)),
});

/** A spec for clusters of `plain()`, each in a VPC of its own name. */
export function specOf(...names: string[]): ASMPvlConfigSpec {
  return {
    ackVpcEndpoint: names.map((name) => entry(name)),
    asmVpcEndpoint: { vSwitches: [vsw('asm', 'i')] },
  };
}

type Cluster = NonNullable<ScenarioInput['clusters']>[number];

/**
 * A world in plain ids: VPC `asm` with Pilot in zones j and k; a VPC for each cluster, its API server in zone i and k. Every VPC has the same
 * addresses and a vSwitch `vsw-<vpc><zone>` in each of the zones h, i, j and k.
 */
export function plain(
  names: string[],
  change: (scenario: ScenarioInput) => ScenarioInput = (same) => same,
): ScenarioInput {
  const vpc = (name: string) => ({
    name,
    id: `vpc-${name}`,
    vSwitches: ['h', 'i', 'j', 'k'].map((zone) => ({ id: `vsw-${name}${zone}`, zone })),
  });
  return change({
    vpcs: [vpc('asm'), ...names.map(vpc)],
    mesh: { id: 'cmesh', vpc: 'asm', pilot: { id: 'lb-pilot', zones: ['j'] } },
    clusters: names.map(
      (name): Cluster => ({ id: `c${name}`, name, vpc: name, apiServer: { id: `lb-${name}`, zones: ['i'] } }),
    ),
  });
}
