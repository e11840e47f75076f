import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import { createCloud, sdkTransport, type WireRequest } from '@asm-privatelink/cloud';
import type { ScenarioInput } from '@asm-privatelink/emulator';
import { expect, it } from 'vitest';
import { COLLECTION, call } from '../support/kube.ts';
import { type On, onEveryStage } from '../support/matrix.ts';
import { entry, plain, specOf, vsw, zoneId } from '../support/worlds.ts';

interface Case {
  what: string;
  world?: (scenario: ScenarioInput) => ScenarioInput;
  spec?: ASMPvlConfigSpec;
  channel: 'api-server' | 'pilot';
  reason: string;
  /** Every piece stands in the message: the object, the field, the remedy. */
  says: string[];
  /** Only where the control plane has what is missing. */
  only?: (on: On) => boolean;
}

const cluster = (change: object) => (world: ScenarioInput) => ({
  ...world,
  clusters: (world.clusters ?? []).map((each) => ({ ...each, ...change })),
});

const asmList = (...vSwitches: { vSwitchId: string; zoneId: string }[]): ASMPvlConfigSpec => ({
  ...specOf('a'),
  asmVpcEndpoint: { vSwitches },
});
const ackList = (...vSwitches: { vSwitchId: string; zoneId: string }[]): ASMPvlConfigSpec => ({
  ...specOf('a'),
  ackVpcEndpoint: [{ clusterId: 'ca', vSwitches }],
});

const cases: Case[] = [
  {
    what: 'an unknown cluster',
    spec: { ...specOf('a'), ackVpcEndpoint: [{ ...entry('a'), clusterId: 'cnone' }] },
    channel: 'api-server',
    reason: 'ClusterNotFound',
    says: ['spec.ackVpcEndpoint[0].clusterId', 'cnone', 'Check the id'],
  },
  {
    what: 'a cluster that is not in this mesh',
    world: cluster({ member: false }),
    channel: 'api-server',
    reason: 'ClusterNotMember',
    says: ['spec.ackVpcEndpoint[0].clusterId', 'ca', 'cmesh', 'Add it'],
    only: ({ source }) => source === 'asm',
  },
  {
    what: "a cluster in the mesh's own VPC",
    world: cluster({ vpc: 'asm' }),
    channel: 'api-server',
    reason: 'ClusterInMeshVpc',
    says: ['spec.ackVpcEndpoint[0].clusterId', 'vpc-asm', 'Take it out'],
  },
  {
    what: 'a cluster in another region',
    world: (world) => ({
      ...world,
      vpcs: world.vpcs.map((vpc) => (vpc.name === 'a' ? { ...vpc, region: 'cn-shanghai', vSwitches: [] } : vpc)),
      clusters: (world.clusters ?? []).map((each) => ({ ...each, apiServer: 'none' as const })),
    }),
    channel: 'api-server',
    reason: 'ClusterWrongRegion',
    says: ['spec.ackVpcEndpoint[0].clusterId', 'cn-shanghai', 'cn-hangzhou'],
  },
  {
    what: 'a cluster that is not running',
    world: cluster({ state: 'unavailable' }),
    channel: 'api-server',
    reason: 'ClusterNotRunning',
    says: ['spec.ackVpcEndpoint[0].clusterId', 'unavailable'],
  },
  {
    what: 'a cluster without a private API-server balancer',
    world: cluster({ apiServer: 'none' }),
    channel: 'api-server',
    reason: 'ApiServerBalancerMissing',
    says: ['spec.ackVpcEndpoint[0].clusterId', 'ca', 'private load balancer'],
  },
  {
    what: 'a mesh whose Pilot balancer is missing',
    world: (world) => ({ ...world, mesh: { ...world.mesh, vpc: 'asm', pilot: 'none' as const } }),
    channel: 'pilot',
    reason: 'PilotBalancerMissing',
    says: ['cmesh', 'Pilot'],
    only: ({ source }) => source === 'asm',
  },
  {
    what: 'an unknown vSwitch',
    spec: asmList({ vSwitchId: 'vsw-none', zoneId: zoneId('i') }),
    channel: 'api-server',
    reason: 'VSwitchNotFound',
    says: ['spec.asmVpcEndpoint.vSwitches[0].vSwitchId', 'vsw-none', 'vsw-asmi'],
  },
  {
    what: 'a vSwitch of the other VPC',
    spec: ackList(vsw('asm', 'j')),
    channel: 'pilot',
    reason: 'VSwitchWrongVpc',
    says: ['spec.ackVpcEndpoint[0].vSwitches[0].vSwitchId', 'vpc-asm', 'vpc-a', 'vsw-aj'],
  },
  {
    what: "a zoneId that is not the vSwitch's zone",
    spec: ackList({ vSwitchId: 'vsw-aj', zoneId: zoneId('i') }),
    channel: 'pilot',
    reason: 'VSwitchZoneMismatch',
    says: ['spec.ackVpcEndpoint[0].vSwitches[0].zoneId', zoneId('i'), `zoneId: ${zoneId('j')}`],
  },
  {
    what: 'a zone that the other side does not serve',
    spec: asmList(vsw('asm', 'h')),
    channel: 'api-server',
    reason: 'ZoneNotServed',
    says: ['spec.asmVpcEndpoint.vSwitches[0].zoneId', 'vsw-asmh', 'lb-a', zoneId('i'), 'vsw-asmi'],
  },
  {
    what: 'PrivateLink that is not activated',
    world: (world) => ({ ...world, account: { ...world.account, privateLinkOpen: false } }),
    channel: 'api-server',
    reason: 'NotActivated',
    says: ['OpenPrivateLinkService'],
  },
  {
    what: 'a vSwitch without a free address',
    world: (world) => ({
      ...world,
      vpcs: world.vpcs.map((vpc) => ({
        ...vpc,
        vSwitches: (vpc.vSwitches ?? []).map((each) => (each.id === 'vsw-aj' ? { ...each, free: 0 } : each)),
      })),
    }),
    channel: 'pilot',
    reason: 'VSwitchNoAddress',
    says: ['spec.ackVpcEndpoint[0].vSwitches[0].vSwitchId', 'vsw-aj', 'no free address'],
  },
  {
    what: 'a quota that is reached',
    world: (world) => ({ ...world, account: { ...world.account, quotas: { services: 1 } } }),
    channel: 'pilot',
    reason: 'QuotaExceeded',
    says: ['CreateVpcEndpointService', 'Quota'],
  },
  {
    what: 'a permission that is missing',
    world: (world) => ({
      ...world,
      keys: [{ id: 'LTAI-test', secret: 'test-secret', user: 'operator', deny: ['privatelink:CreateVpcEndpoint'] }],
    }),
    channel: 'api-server',
    reason: 'AccessDenied',
    says: ['CreateVpcEndpoint', 'RAM policy'],
  },
];

onEveryStage('bad input', (open, on) => {
  for (const { what, world, spec, channel, reason, says, only } of cases) {
    if (only !== undefined && !only(on)) continue;
    it(`says what is wrong with ${what}, and what to do`, async () => {
      const stage = await open(plain(['a'], world));
      stage.start();
      await stage.apply(spec ?? specOf('a'));
      const row = (status: NonNullable<Awaited<ReturnType<typeof stage.get>>>['status']) =>
        channel === 'pilot' ? status?.pilot?.clusters?.[0] : status?.clusters?.[0];
      // With a quota of one, either channel may be the one that gets it.
      const rows = (status: Parameters<typeof row>[0]) =>
        reason === 'QuotaExceeded' ? [status?.pilot?.clusters?.[0], status?.clusters?.[0]] : [row(status)];
      const object = await stage.until(`${channel} to say ${reason}`, (each) =>
        rows(each?.status).some((found) => found?.reason === reason),
      );
      const told = rows(object?.status).find((found) => found?.reason === reason);
      for (const piece of says) expect(told?.message).toContain(piece);
      expect(object?.status?.status).not.toBe('Available');
    });
  }

  it('says that credentials are missing, and which can be given', async () => {
    const stage = await open(plain(['a']));
    const sdk = sdkTransport({ region: 'cn-hangzhou', endpoint: '127.0.0.1:9', protocol: 'HTTP' });
    // What the SDK looks for takes real time.
    const transport = async (request: WireRequest): Promise<unknown> => {
      const idle = stage.clock.busy();
      try {
        return await sdk(request);
      } finally {
        idle();
      }
    };
    stage.start({ cloud: createCloud({ region: 'cn-hangzhou', transport }) });
    await stage.apply(specOf('a'));
    const object = await stage.until('CredentialsMissing', (each) =>
      (each?.status?.conditions ?? []).some((condition) => condition.reason === 'CredentialsMissing'),
    );
    const ready = object?.status?.conditions?.find((condition) => condition.type === 'Ready');
    expect(ready).toMatchObject({ status: 'False', reason: 'CredentialsMissing' });
    expect(ready?.message).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
    expect(object?.status?.status).toBe('Failed');
  });

  it('refuses another name, wrong types, empty lists and the same cluster twice at the API server', async () => {
    const stage = await open(plain(['a']));
    const create = (name: string, spec: unknown) =>
      stage.settle(
        call(stage.kube.transport, 'POST', COLLECTION, {
          apiVersion: 'istio.alibabacloud.com/v1beta1',
          kind: 'ASMPvlConfig',
          metadata: { name },
          spec,
        }),
      );
    const other = await create('other', specOf('a'));
    expect(other.status).toBe(422);
    expect(other.body['message']).toContain('metadata.name: Unsupported value: "other": supported values: "default"');
    for (const [spec, field] of [
      [{ ...specOf('a'), ackVpcEndpoint: [] }, 'spec.ackVpcEndpoint'],
      [{ ...specOf('a'), asmVpcEndpoint: { vSwitches: [] } }, 'spec.asmVpcEndpoint.vSwitches'],
      [{ ...specOf('a'), asmVpcEndpoint: { vSwitches: 'vsw' } }, 'spec.asmVpcEndpoint.vSwitches'],
      [specOf('a', 'a'), 'spec.ackVpcEndpoint'],
    ] as const) {
      const answer = await create('default', spec);
      expect(answer.status).toBe(422);
      expect(answer.body['message']).toContain(field);
    }
  });
});
