/**
 * Deletion when the world is not what it was: what is gone already stands in nobody's way, and where the cloud refuses, the object says who or what
 * blocks, all that does not depend on it goes on, and what was blocked goes by itself once the way is free.
 */
import { type ASMPvlConfig, type Reason, tagKeys } from '@asm-privatelink/api';
import type { Endpoint, EndpointService, World } from '@asm-privatelink/emulator';
import { describe, expect, it } from 'vitest';
import { cloudOf } from '../support/in-process-cloud.ts';
import { installCrd, ourKube } from '../support/kube.ts';
import { count, ours } from '../support/ours.ts';
import { Stage, stageClock } from '../support/stage.ts';
import { plain, specOf } from '../support/worlds.ts';

const NONE = { services: 0, endpoints: 0, groups: 0 };
/** What needs a person is looked at again every five minutes (design §5). */
const LIMIT_MS = 12 * 60_000;

const operatorKey = 'LTAI-operator';
const twoClusters = plain(['a', 'b'], (scenario) => ({
  ...scenario,
  keys: [{ id: operatorKey, secret: 'secret', user: 'operator' }],
}));

/** Two clusters, linked; then `test`; then the object and everything of ours must be gone. */
async function linked(test: (stage: Stage) => Promise<void>): Promise<void> {
  const clock = stageClock('ours');
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario: twoClusters, kube, clock });
  try {
    await stage.settle(installCrd(kube, async () => undefined));
    stage.start({ cloud: cloudOf(stage.emulator, 'cn-hangzhou', operatorKey) });
    await stage.apply(specOf('a', 'b'));
    await stage.untilAvailable();
    await test(stage);
    await stage.until('the object is gone', (object) => object === undefined, LIMIT_MS);
    expect(count(ours(stage.emulator.world))).toEqual(NONE);
  } finally {
    await stage.close();
    await kube.close();
  }
}

it('what the last list did not show yet is looked for before the object goes', async () => {
  const clock = stageClock('ours');
  const kube = await ourKube(clock);
  const stage = new Stage({ scenario: twoClusters, kube, clock });
  try {
    await stage.settle(installCrd(kube, async () => undefined));
    stage.start();
    await stage.apply(specOf('nowhere'));
    await stage.pass(5_000);
    expect(count(ours(stage.emulator.world))).toEqual(NONE);
    // As by a call of ours whose answer was lost on the way.
    const Tag = Object.entries({
      [tagKeys.mesh]: 'cmesh',
      [tagKeys.role]: 'api-server-group',
      [tagKeys.vpc]: 'vpc-asm',
    });
    const request = { VpcId: 'vpc-asm', Tag: Tag.map(([Key, Value]) => ({ Key, Value })) };
    await stage.settle(stage.cloud.call('CreateSecurityGroup', request));
    expect(count(ours(stage.emulator.world))).toEqual({ ...NONE, groups: 1 });
    await stage.delete();
    await stage.until('the object is gone', (object) => object === undefined, LIMIT_MS);
    expect(count(ours(stage.emulator.world))).toEqual(NONE);
  } finally {
    await stage.close();
    await kube.close();
  }
});

function serviceOf({ services }: World, balancerId: string): EndpointService {
  const found = [...services.values()].find(({ resources }) =>
    resources.some((each) => each.balancerId === balancerId),
  );
  if (found === undefined) throw new Error(`no service stands in front of ${balancerId}`);
  return found;
}

function endpointTo({ endpoints }: World, service: EndpointService): Endpoint {
  const found = [...endpoints.values()].find(({ serviceId }) => serviceId === service.id);
  if (found === undefined) throw new Error(`no endpoint leads to ${service.id}`);
  return found;
}

/** What the object says under a reason: on a condition. */
function said(object: ASMPvlConfig | undefined, reason: Reason): string | undefined {
  return object?.status?.conditions?.find((each) => each.type === 'Ready' && each.reason === reason)?.message;
}

const gone: { what: string; take(world: World): void }[] = [
  { what: 'a cluster', take: ({ clusters }) => clusters.delete('ca') },
  { what: 'a member of the mesh', take: ({ meshes }) => meshes.get('cmesh')?.members.delete('ca') },
  { what: 'the mesh', take: ({ meshes }) => meshes.delete('cmesh') },
  {
    what: 'a cluster and its balancer',
    take({ clusters, balancers }) {
      clusters.delete('ca');
      balancers.delete('lb-a');
    },
  },
  {
    // The cloud keeps a VPC while anything is in it, so all of it went first.
    what: 'a VPC with everything in it',
    take({ vpcs, vSwitches, clusters, balancers, endpoints, securityGroups }) {
      for (const things of [vSwitches, clusters, balancers, endpoints, securityGroups]) {
        for (const { id, vpcId } of things.values()) if (vpcId === 'vpc-a') things.delete(id);
      }
      vpcs.delete('vpc-a');
    },
  },
];

describe('deletion of what is gone in part', () => {
  it.each(gone)('when $what is gone, takes away the rest', ({ take }) =>
    linked(async (stage) => {
      take(stage.emulator.world);
      await stage.delete();
    }),
  );
});

interface Blockade {
  what: string;
  /** Puts it in the way; answers what the object must name, and how it is taken out of the way. */
  block(stage: Stage): Promise<{ reason: Reason; names: string[]; free(): Promise<unknown> }>;
  /** What of ours is there while it blocks. */
  left: typeof NONE;
}

const blockades: Blockade[] = [
  {
    what: "somebody else's endpoint on a service of ours",
    async block(stage) {
      const { cloud, emulator } = stage;
      const service = serviceOf(emulator.world, 'lb-a');
      const { SecurityGroupId } = await stage.settle(cloud.call('CreateSecurityGroup', { VpcId: 'vpc-b' }));
      const foreign = cloud.call('CreateVpcEndpoint', {
        VpcId: 'vpc-b',
        ServiceId: service.id,
        SecurityGroupId: [SecurityGroupId],
        Zone: [{ VSwitchId: 'vsw-bi', ZoneId: 'cn-hangzhou-i' }],
      });
      const { EndpointId } = await stage.settle(foreign);
      return {
        reason: 'DeletionBlocked',
        names: [service.id, EndpointId],
        async free() {
          const { endpoints } = emulator.world;
          endpoints.delete(EndpointId);
        },
      };
    },
    left: { services: 1, endpoints: 0, groups: 0 },
  },
  {
    what: "somebody else's endpoint in a security group of ours",
    async block(stage) {
      const { world } = stage.emulator;
      const [group = ''] = endpointTo(world, serviceOf(world, 'lb-a')).securityGroups.keys();
      // It leads to a service of somebody else.
      const { ServiceId } = await stage.settle(
        stage.cloud.call('CreateVpcEndpointService', {
          AutoAcceptEnabled: true,
          Resource: [{ ResourceType: 'slb', ResourceId: 'lb-b' }],
        }),
      );
      await stage.until('it is Active', () => world.services.get(ServiceId)?.status === 'Active');
      const { EndpointId } = await stage.settle(
        stage.cloud.call('CreateVpcEndpoint', { VpcId: 'vpc-asm', ServiceId, SecurityGroupId: [group] }),
      );
      return { reason: 'InUse', names: [group], free: async () => world.endpoints.delete(EndpointId) };
    },
    left: { services: 0, endpoints: 0, groups: 1 },
  },
  {
    what: 'a permission that was lost',
    async block({ emulator: { world } }) {
      const key = world.keys.get(operatorKey);
      if (key === undefined) throw new Error('the operator has no key');
      world.keys.set(operatorKey, {
        ...key,
        policies: [
          {
            allow: [{ actions: ['*'], resources: ['*'] }],
            deny: [{ actions: ['privatelink:DeleteVpcEndpointService'], resources: ['*'] }],
          },
        ],
      });
      return {
        reason: 'AccessDenied',
        names: ['DeleteVpcEndpointService'],
        free: async () => world.keys.set(operatorKey, key),
      };
    },
    left: { services: 3, endpoints: 0, groups: 0 },
  },
];

describe('deletion that the cloud refuses', () => {
  it.each(blockades)('for $what: says so, goes on with the others, and ends when it is free', ({ block, left }) =>
    linked(async (stage) => {
      const { reason, names, free } = await block(stage);
      await stage.delete();
      const object = await stage.until(`it says ${reason}`, (each) => said(each, reason) !== undefined);
      for (const name of names) expect(said(object, reason)).toContain(name);
      await stage.pass(5 * 60_000);
      expect(count(ours(stage.emulator.world))).toEqual(left);
      expect(said(await stage.get(), reason)).toBeDefined();
      await free();
    }),
  );
});
