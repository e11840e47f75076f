/**
 * Every change behind our back: seen within the period of its tier (on the virtual clock), told, and repaired where that is safe; where it is
 * not, a person is told what to do, and nothing is touched.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ASMPvlConfig, Reason } from '@asm-privatelink/api';
import type { ActionName } from '@asm-privatelink/cloud';
import { defaultTiers } from '@asm-privatelink/link';
import { afterAll, describe, expect, it } from 'vitest';
import { tell } from '../support/exhaustive.ts';
import { call, installCrd, ourKube } from '../support/kube.ts';
import { ours } from '../support/ours.ts';
import { Stage, stageClock } from '../support/stage.ts';
import { plain, specOf } from '../support/worlds.ts';

interface Ids {
  service: string;
  endpoint: string;
  /** The group of the API-server endpoints. */
  group: string;
}

interface Drift {
  what: string;
  tier: keyof typeof PERIOD_MS;
  cause(stage: Stage, ids: Ids): unknown;
  /** The first write of the repair; the world is as it was afterwards, unless `changes` says that it is another one. */
  repair?: ActionName;
  changes?: true;
  /** What a person is told instead, and what of the remedy. */
  person?: { reason: Reason; remedy: string };
}

/** The periods, and a poll's length for what a pass itself takes. */
const PERIOD_MS = { fast: defaultTiers.fastMs + 2_000, audit: defaultTiers.auditMs + defaultTiers.fastMs };
/** Undisturbed before it is disturbed: nothing that was read while the links were made is still fresh by chance. */
const REST_MS = 20 * 60_000;

const get = <T>(map: ReadonlyMap<string, T>, id: string): T => {
  const found = map.get(id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};
const put = (target: object, fields: object) => Object.assign(target, fields);
const foreign = (stage: Stage) => stage.settle(stage.cloud.call('CreateSecurityGroup', { VpcId: 'vpc-asm' }));

const table: Drift[] = [
  {
    what: 'an endpoint is deleted',
    tier: 'fast',
    cause: ({ emulator: { world } }, { endpoint }) => world.endpoints.delete(endpoint),
    repair: 'CreateVpcEndpoint',
  },
  {
    what: 'an endpoint service is deleted',
    tier: 'fast',
    cause({ emulator: { world } }, { service, endpoint }) {
      world.services.delete(service);
      put(get(world.endpoints, endpoint).connection, { status: 'ServiceDeleted' });
    },
    repair: 'CreateVpcEndpointService',
  },
  {
    what: 'a connection is refused',
    tier: 'fast',
    cause: (stage, ids) =>
      stage.settle(
        stage.cloud.call('DisableVpcEndpointConnection', { ServiceId: ids.service, EndpointId: ids.endpoint }),
      ),
    repair: 'EnableVpcEndpointConnection',
  },
  {
    what: 'a zone is removed',
    tier: 'fast',
    cause: (stage, ids) =>
      stage.settle(
        stage.cloud.call('RemoveZoneFromVpcEndpoint', { EndpointId: ids.endpoint, ZoneId: 'cn-hangzhou-i' }),
      ),
    repair: 'AddZoneToVpcEndpoint',
  },
  {
    what: 'a zone is switched off',
    tier: 'fast',
    cause: ({ emulator: { world } }, { endpoint }) =>
      put(get(get(world.endpoints, endpoint).zones, 'cn-hangzhou-i'), { status: 'Disconnected' }),
    repair: 'EnableVpcEndpointZoneConnection',
  },
  {
    what: 'the tags of an endpoint are stripped',
    tier: 'fast',
    cause: ({ emulator: { world } }, { endpoint }) => get(world.endpoints, endpoint).tags.clear(),
    repair: 'TagResources',
  },
  {
    what: 'the tags of a service are stripped',
    tier: 'fast',
    cause: ({ emulator: { world } }, { service }) => get(world.services, service).tags.clear(),
    repair: 'TagResources',
  },
  {
    what: 'automatic acceptance is turned off',
    tier: 'fast',
    cause: ({ emulator: { world } }, { service }) => put(get(world.services, service), { autoAccept: false }),
    repair: 'UpdateVpcEndpointServiceAttribute',
  },
  {
    what: 'a rule of the security group is removed',
    tier: 'audit',
    cause: ({ emulator: { world } }, { group }) => get(world.securityGroups, group).rules.splice(0),
    repair: 'AuthorizeSecurityGroup',
  },
  {
    what: 'a rule of the security group is added',
    tier: 'audit',
    cause({ emulator: { world } }, { group }) {
      const { rules } = get(world.securityGroups, group);
      const [rule] = rules;
      if (rule !== undefined) rules.push({ ...rule, id: 'sgr-x', portRange: '22/22' });
    },
    repair: 'RevokeSecurityGroup',
  },
  {
    what: 'the group is taken off an endpoint',
    tier: 'audit',
    async cause(stage, { endpoint, group }) {
      const { SecurityGroupId } = await foreign(stage);
      const { securityGroups } = get(stage.emulator.world.endpoints, endpoint);
      securityGroups.delete(group);
      securityGroups.set(SecurityGroupId, 'Attached');
    },
    repair: 'AttachSecurityGroupToVpcEndpoint',
    changes: true,
  },
  {
    what: 'the group is deleted',
    tier: 'audit',
    async cause(stage, { endpoint, group }) {
      const { SecurityGroupId } = await foreign(stage);
      const { world } = stage.emulator;
      const { securityGroups } = get(world.endpoints, endpoint);
      securityGroups.delete(group);
      securityGroups.set(SecurityGroupId, 'Attached');
      world.securityGroups.delete(group);
    },
    repair: 'CreateSecurityGroup',
    changes: true,
  },
  {
    what: 'the load balancer is replaced by one of the same type',
    tier: 'audit',
    cause: ({ emulator: { world } }) => put(get(world.clusters, 'ca'), { apiServerBalancerId: 'lb-a2' }),
    repair: 'AttachResourceToVpcEndpointService',
    changes: true,
  },
  {
    what: 'the load balancer is replaced by one of another type',
    tier: 'audit',
    cause: ({ emulator: { world } }) => put(get(world.clusters, 'ca'), { apiServerBalancerId: 'nlb-a' }),
    person: { reason: 'NeedsRecreate', remedy: 'asm-privatelink.io/recreate: epsrv-' },
  },
  {
    what: "a listener's port changes",
    tier: 'audit',
    cause({ emulator: { world } }) {
      const { listeners } = get(world.balancers, 'lb-a');
      const listener = [...listeners.values()].find(({ port }) => port === 6443);
      listeners.delete(6443);
      if (listener !== undefined) listeners.set(7443, { ...listener, port: 7443 });
    },
    repair: 'AuthorizeSecurityGroup',
    changes: true,
  },
  {
    what: 'the VPC gets another range of addresses',
    tier: 'audit',
    cause: ({ emulator: { world } }) => get(world.vpcs, 'vpc-asm').secondaryCidrs.push('172.16.0.0/16'),
    repair: 'AuthorizeSecurityGroup',
    changes: true,
  },
  {
    what: 'a listed vSwitch is deleted',
    tier: 'audit',
    cause: ({ emulator: { world } }) => world.vSwitches.delete('vsw-asmi'),
    person: { reason: 'VSwitchNotFound', remedy: 'vsw-asm' },
  },
  {
    what: 'the cluster is taken out of the mesh',
    tier: 'audit',
    cause: ({ emulator: { world } }) => get(world.meshes, 'cmesh').members.delete('ca'),
    person: { reason: 'ClusterNotMember', remedy: 'Add it there first' },
  },
  {
    what: 'the cluster is deleted',
    tier: 'audit',
    cause: ({ emulator: { world } }) => world.clusters.delete('ca'),
    person: { reason: 'ClusterNotFound', remedy: 'Check the id' },
  },
];

const scenario = plain(['a'], (world) => ({
  ...world,
  balancers: [
    { id: 'lb-a2', name: 'a2', vpc: 'a', zones: ['i'], ports: [6443] },
    { id: 'nlb-a', name: 'nlb', type: 'nlb', vpc: 'a', zones: ['i'], ports: [6443] },
  ],
}));

describe('a change behind our back', () => {
  let passed = 0;
  afterAll(() => tell('drift', passed, table.length, table.length));

  it.each(table)(
    '$what: seen within its period',
    async (drift) => {
      const same = drift.changes === undefined;
      expect(await happening(drift)).toEqual({ status: 'Available', told: true, remedy: true, same });
      passed += 1;
    },
    120_000,
  );
});

/** What came of it. */
async function happening({ tier, cause, repair, person }: Drift) {
  const clock = stageClock('ours');
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario, kube, clock });
  try {
    await stage.settle(installCrd(kube, async () => undefined));
    stage.start();
    await stage.apply(specOf('a'));
    const { status } = await stage.untilAvailable();
    await stage.pass(REST_MS);
    const whole = ours(stage.emulator.world);
    const mark = stage.emulator.ledger.last;
    const ids = {
      service: status?.clusters?.[0]?.pvlEndpointService?.id ?? '',
      endpoint: status?.clusters?.[0]?.pvlEndpoint?.id ?? '',
      group:
        [...stage.emulator.world.securityGroups.values()].find(({ name }) => name.includes('api-server'))?.id ?? '',
    };
    const events = await eventsOf(stage);
    await cause(stage, ids);
    const limit = clock.now() + PERIOD_MS[tier];
    const writes = (action: ActionName) => stage.emulator.ledger.count({ action, outcome: 'OK', after: mark });
    const before = repair === undefined ? 0 : writes(repair);
    const seen = async () =>
      repair === undefined ? saying(await stage.get(), person?.reason) !== undefined : writes(repair) > before;
    while (!(await seen())) {
      if (clock.now() > limit) throw new Error(`not seen within ${PERIOD_MS[tier] / 1000} s`);
      await stage.pass(1_000);
    }
    const told = saying(await stage.get(), person?.reason);
    if (person === undefined) await stage.untilAvailable();
    await stage.pass(REST_MS);
    return {
      status: (await stage.get())?.status?.status,
      told: told !== undefined || (await eventsOf(stage)) > events,
      remedy: person === undefined || told?.includes(person.remedy) === true,
      same: isDeepStrictEqual(ours(stage.emulator.world), whole),
    };
  } finally {
    await stage.close();
    await kube.close();
  }
}

/** What is said under a reason, in a row or in a condition. */
function saying(object: ASMPvlConfig | undefined, reason: Reason | undefined): string | undefined {
  const { clusters = [], pilot, conditions = [] } = object?.status ?? {};
  return [...clusters, ...(pilot?.clusters ?? []), ...conditions].find((each) => each.reason === reason)?.message;
}

async function eventsOf(stage: Stage): Promise<number> {
  const { body } = await stage.settle(call(stage.kube.transport, 'GET', '/api/v1/namespaces/default/events'));
  return (body['items'] as unknown[]).length; // events are what the path lists
}
