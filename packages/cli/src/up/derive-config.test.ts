import { readFileSync } from 'node:fs';
import { validate } from '@asm-privatelink/api';
import { createEmulator, guide, parseScenarioFile, type ScenarioInput, VirtualClock } from '@asm-privatelink/emulator';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deriveConfig } from './derive-config.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

function worldOf(scenario: ScenarioInput) {
  const emulator = createEmulator({ scenario, clock: new VirtualClock(), profile: 'instant' });
  opened.push(emulator);
  return emulator.world;
}

const example = (name: string) => readFileSync(new URL(`../../../../examples/${name}`, import.meta.url), 'utf8');

describe('a config made for a world', () => {
  it('of the guide is the guide’s own', () => {
    expect(deriveConfig(worldOf(guide))).toEqual(parse(example('asmpvlconfig.yaml')));
  });

  it('lists every member in another VPC, with one vSwitch a zone for the control plane', () => {
    const config = deriveConfig(worldOf(parseScenarioFile(example('scenarios/three-clusters.yaml'))));
    expect(validate(config)).toEqual([]);
    expect(config?.spec.ackVpcEndpoint.map((entry) => entry.vSwitches[0]?.zoneId)).toEqual([
      'cn-hangzhou-j',
      'cn-hangzhou-j',
      'cn-hangzhou-j',
    ]);
    expect(config?.spec.asmVpcEndpoint.vSwitches).toEqual([
      { vSwitchId: 'vsw-bp1controlzonei00000', zoneId: 'cn-hangzhou-i' },
    ]);
  });

  it.each([
    ['there is no mesh', { vpcs: [{ name: 'a' }] }],
    [
      'the only member lies in the VPC of the mesh',
      { vpcs: [{ name: 'a', vSwitches: [{ zone: 'i' }] }], mesh: { vpc: 'a' }, clusters: [{ vpc: 'a' }] },
    ],
  ] satisfies [string, ScenarioInput][])('there is none when %s', (_, scenario) => {
    expect(deriveConfig(worldOf(scenario))).toBeUndefined();
  });
});

describe('the examples', () => {
  it.each(['asmpvlconfig.yaml', 'three-clusters.asmpvlconfig.yaml', 'shared-vpc.asmpvlconfig.yaml'])(
    '%s fits the schema',
    (name) => {
      expect(validate(parse(example(name)))).toEqual([]);
    },
  );

  it.each(['three-clusters', 'shared-vpc'])('every id in the config of %s exists in its scenario', (name) => {
    const world = worldOf(parseScenarioFile(example(`scenarios/${name}.yaml`)));
    const { spec } = parse(example(`${name}.asmpvlconfig.yaml`));
    for (const { clusterId, vSwitches } of spec.ackVpcEndpoint) {
      expect(world.clusters.has(clusterId)).toBe(true);
      for (const { vSwitchId, zoneId } of vSwitches) expect(world.vSwitches.get(vSwitchId)?.zoneId).toBe(zoneId);
    }
  });
});
