import { createEmulator, type Emulator, guide, type ScenarioInput, VirtualClock } from '@asm-privatelink/emulator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestOf, type Step, sequences } from './emulator-calls.ts';
import { broken, watchDeletions } from './emulator-invariants.ts';

const isExhaustive = process.env['ASMPVL_EXHAUSTIVE'] === '1';
const runs = isExhaustive ? 5_000 : 200;
/** Printed with every failure; set the variable to see it again, or to look elsewhere. */
const firstSeed = Number(process.env['ASMPVL_SEED'] ?? 20_260_101);

/** Quotas that random calls reach. */
const quotas = {
  services: 3,
  resourcesPerService: 3,
  resourcesPerZoneAndService: 2,
  endpointsPerVpc: 4,
  zonesPerEndpoint: 2,
  idleEndpoints: 5,
  tagsPerResource: 3,
};
const switches: readonly ScenarioInput['switches'][] = [
  {},
  { clbZones: 'master-and-standby' },
  { clbZones: 'master-and-standby', lockLasts: 'call', lockCovers: 'action', autoAcceptWaiting: true },
  { removeConnectedZone: false, zoneAfterDisconnect: 'Wait', connectWithoutZones: false },
];

/** The guide's two channels: without them, most random calls would find nothing to work on. */
async function build(emulator: Emulator, clock: VirtualClock): Promise<void> {
  const ask = async (product: string, action: string, params: Record<string, string>) => {
    const call = emulator.call({ product, version: '', action, params: { RegionId: 'cn-hangzhou', ...params } });
    await clock.run(call);
    const { status, body } = await call;
    expect(status, `${action}: ${JSON.stringify(body)}`).toBe(200);
    return new Map(Object.entries(body ?? {}).map(([name, value]) => [name, String(value)]));
  };
  const [asm, ack] = guide.vpcs.map(({ id }) => id);
  for (const { balancer, vpc, vSwitch } of [
    { balancer: guide.mesh.pilot.id, vpc: ack, vSwitch: 'vsw-bp1jsgsanpvxpj32yai50' },
    { balancer: guide.clusters[0]?.apiServer.id, vpc: asm, vSwitch: 'vsw-bp1l5hini55sstnwd2skf' },
  ]) {
    const service = await ask('privatelink', 'CreateVpcEndpointService', {
      'Resource.1.ResourceId': balancer ?? '',
      'Resource.1.ResourceType': 'slb',
      AutoAcceptEnabled: 'true',
    });
    const group = await ask('ecs', 'CreateSecurityGroup', { VpcId: vpc ?? '' });
    await clock.advance(60_000);
    await ask('privatelink', 'CreateVpcEndpoint', {
      ServiceId: service.get('ServiceId') ?? '',
      VpcId: vpc ?? '',
      'SecurityGroupId.1': group.get('SecurityGroupId') ?? '',
      'Zone.1.VSwitchId': vSwitch,
      'Zone.1.ZoneId': emulator.world.vSwitches.get(vSwitch)?.zoneId ?? '',
    });
  }
  await clock.advance(120_000);
}

interface Tally {
  calls: number;
  accepted: number;
  readonly actions: Set<string>;
}

async function play(steps: readonly Step[], world: ScenarioInput['switches'], tally: Tally): Promise<void> {
  const clock = new VirtualClock();
  const failures: unknown[] = [];
  const emulator = createEmulator({
    scenario: { ...guide, account: { quotas }, ...(world ? { switches: world } : {}), rates: 'off' },
    clock,
    profile: 'realistic',
    log: (message, facts) => void failures.push(message, facts?.['error']),
  });
  const wrong = watchDeletions(emulator.world);
  await build(emulator, clock);
  const check = (after: string) => {
    expect([...wrong, ...broken(emulator.world), ...failures], `after ${after}`).toEqual([]);
  };
  try {
    for (const step of steps) {
      const request = requestOf(emulator.world, step);
      const call = emulator.call(request);
      await clock.run(call);
      const { status, body } = await call;
      const shown = `${request.action} ${JSON.stringify(request.params)}`;
      expect(status, `${shown}: ${JSON.stringify(body)}`).toBeLessThan(500);
      check(shown);
      tally.calls += 1;
      if (status === 200) {
        tally.accepted += 1;
        tally.actions.add(request.action);
      }
      await clock.advance(step.waitMs);
      check(`${step.waitMs} ms behind ${shown}`);
    }
    await clock.advance(600_000);
    check('all was quiet');
  } finally {
    await emulator.close();
  }
}

describe('any sequence of calls', () => {
  it.each(switches)(
    'breaks no rule of the cloud and meets no internal error, with %o',
    async (world) => {
      // Other sequences for each.
      const seed = firstSeed + switches.indexOf(world);
      const tally: Tally = { calls: 0, accepted: 0, actions: new Set() };
      await fc.assert(
        fc.asyncProperty(sequences, (steps) => play(steps, world, tally)),
        { seed, numRuns: Math.ceil(runs / switches.length), endOnFailure: isExhaustive },
      );
      const share = Math.round((100 * tally.accepted) / tally.calls);
      process.stdout.write(
        `sequences with seed ${seed}: ${tally.calls} calls, ${share} % accepted, ${tally.actions.size} actions\n`,
      );
      // Else it is a test of refusals.
      expect(share).toBeGreaterThan(20);
      expect(tally.actions.size).toBeGreaterThan(25);
    },
    900_000,
  );
});
