/** Random calls to the emulator. A step says what is called and which of what there is it names; the world decides when it is taken. */
import type { CallRequest, World } from '@asm-privatelink/emulator';
import fc from 'fast-check';

export interface Step {
  readonly call: CallName;
  /** Which of the ids there are; see `Picker`. */
  readonly picks: readonly number[];
  readonly flag: boolean;
  /** A parameter that is replaced by something else, or is not sent. */
  readonly spoilt: { readonly which: number; readonly value: string | undefined } | undefined;
  /** A ClientToken out of few, so that some come twice. */
  readonly token: number | undefined;
  /** How long nothing is called afterwards, ms. */
  readonly waitMs: number;
}

type Params = Record<string, string>;

/** Names things of the world by number; every eighth number names something that is not there. */
class Picker {
  readonly #picks: readonly number[];
  #next = 0;

  constructor(picks: readonly number[]) {
    this.#picks = picks;
  }

  number(): number {
    return this.#picks[this.#next++ % this.#picks.length] ?? 0;
  }

  of(ids: Iterable<string>, unknown: string): string {
    const [all, number] = [[...ids], this.number()];
    return (number % 8 === 7 ? undefined : all[number % all.length]) ?? unknown;
  }
}

interface Choice {
  readonly product: string;
  readonly params: (world: World, pick: Picker, flag: boolean) => Params;
  readonly body?: (pick: Picker, flag: boolean) => unknown;
}

const zones = ['cn-hangzhou-i', 'cn-hangzhou-j'];
const ports = ['6443', '15012', '1/70000'];
const service = (world: World, pick: Picker) => ({ ServiceId: pick.of(world.services.keys(), 'epsrv-none') });
const endpoint = (world: World, pick: Picker) => ({ EndpointId: pick.of(world.endpoints.keys(), 'ep-none') });
const group = (world: World, pick: Picker) => pick.of(world.securityGroups.keys(), 'sg-none');
const vpc = (world: World, pick: Picker) => ({ VpcId: pick.of(world.vpcs.keys(), 'vpc-none') });
const zone = (pick: Picker) => ({ ZoneId: pick.of(zones, 'cn-nowhere-a') });
const resource = (world: World, pick: Picker) => ({
  ResourceId: pick.of(world.balancers.keys(), 'lb-none'),
  ResourceType: pick.of(['slb', 'slb', 'nlb'], 'alb'),
});
/** The connection of an endpoint there is, mostly named with its own service. */
const connection = (world: World, pick: Picker) => {
  const { EndpointId } = endpoint(world, pick);
  const own = world.endpoints.get(EndpointId)?.serviceId;
  return { EndpointId, ServiceId: own === undefined ? 'epsrv-none' : pick.of([own], 'epsrv-none') };
};
/** A zone that the endpoint has, mostly. */
const ownZone = (world: World, pick: Picker, id: string) => ({
  ZoneId: pick.of(world.endpoints.get(id)?.zones.keys() ?? [], 'cn-nowhere-a'),
});
/** A vSwitch, mostly with its own zone. */
const place = (world: World, pick: Picker) => {
  const VSwitchId = pick.of(world.vSwitches.keys(), 'vsw-none');
  return { VSwitchId, ZoneId: pick.of([world.vSwitches.get(VSwitchId)?.zoneId ?? ''], 'cn-nowhere-a') };
};
/** What a new endpoint needs, mostly all in one VPC. */
const newEndpoint = (world: World, pick: Picker, flag: boolean) => {
  const { VpcId } = vpc(world, pick);
  const inside = <T extends { id: string; vpcId: string }>(all: Iterable<T>) =>
    [...all].filter((one) => one.vpcId === VpcId).map(({ id }) => id);
  const params: Params = { ...service(world, pick), VpcId, ZoneAffinityEnabled: String(flag) };
  params['SecurityGroupId.1'] = pick.of(inside(world.securityGroups.values()), 'sg-none');
  for (let n = 1; n <= pick.number() % 4; n += 1) {
    const id = pick.of(inside(world.vSwitches.values()), 'vsw-none');
    params[`Zone.${n}.VSwitchId`] = id;
    params[`Zone.${n}.ZoneId`] = world.vSwitches.get(id)?.zoneId ?? '';
  }
  return params;
};
const rule = (world: World, pick: Picker): Params => ({
  SecurityGroupId: group(world, pick),
  'Permissions.1.IpProtocol': pick.of(['tcp', 'all', 'udp'], 'ipx'),
  'Permissions.1.PortRange': pick.of(
    ports.map((port) => `${port}/${port}`),
    '-1/-1',
  ),
  ...(pick.number() % 3 === 0
    ? { 'Permissions.1.SourceGroupId': group(world, pick) }
    : { 'Permissions.1.SourceCidrIp': pick.of(['192.168.0.0/16', '0.0.0.0/0'], '300.0.0.0/8') }),
});

const choices = {
  CreateVpcEndpointService: {
    product: 'privatelink',
    params: (world, pick, flag) => ({
      'Resource.1.ResourceId': pick.of(world.balancers.keys(), 'lb-none'),
      'Resource.1.ResourceType': pick.of(['slb', 'slb', 'nlb'], 'alb'),
      ...(pick.number() % 2 === 0 ? {} : { 'Resource.1.ZoneId': zone(pick).ZoneId }),
      AutoAcceptEnabled: String(flag),
    }),
  },
  UpdateVpcEndpointServiceAttribute: {
    product: 'privatelink',
    params: (world, pick, flag) => ({ ...service(world, pick), AutoAcceptEnabled: String(flag) }),
  },
  DeleteVpcEndpointService: { product: 'privatelink', params: service },
  AttachResourceToVpcEndpointService: {
    product: 'privatelink',
    params: (world, pick) => ({ ...service(world, pick), ...resource(world, pick), ...zone(pick) }),
  },
  DetachResourceFromVpcEndpointService: {
    product: 'privatelink',
    params: (world, pick) => {
      const { ServiceId } = service(world, pick);
      const own = world.services.get(ServiceId)?.resources ?? [];
      const ResourceId = pick.of(
        own.map(({ balancerId }) => balancerId),
        'lb-none',
      );
      const at = own.find(({ balancerId }) => balancerId === ResourceId);
      return { ServiceId, ResourceId, ResourceType: at?.type ?? 'slb', ZoneId: at?.zoneId ?? zone(pick).ZoneId };
    },
  },
  CreateVpcEndpoint: { product: 'privatelink', params: newEndpoint },
  UpdateVpcEndpointAttribute: {
    product: 'privatelink',
    params: (world, pick, flag) => ({ ...endpoint(world, pick), ZoneAffinityEnabled: String(flag) }),
  },
  DeleteVpcEndpoint: { product: 'privatelink', params: endpoint },
  AddZoneToVpcEndpoint: {
    product: 'privatelink',
    params: (world, pick) => ({ ...endpoint(world, pick), ...place(world, pick) }),
  },
  RemoveZoneFromVpcEndpoint: {
    product: 'privatelink',
    params: (world, pick) => {
      const { EndpointId } = endpoint(world, pick);
      return { EndpointId, ...ownZone(world, pick, EndpointId) };
    },
  },
  EnableVpcEndpointConnection: { product: 'privatelink', params: connection },
  DisableVpcEndpointConnection: { product: 'privatelink', params: connection },
  UpdateVpcEndpointConnectionAttribute: {
    product: 'privatelink',
    params: (world, pick) => ({ ...connection(world, pick), Bandwidth: String(pick.number() * 100) }),
  },
  EnableVpcEndpointZoneConnection: {
    product: 'privatelink',
    params: (world, pick) => {
      const named = connection(world, pick);
      return { ...named, ...ownZone(world, pick, named.EndpointId) };
    },
  },
  DisableVpcEndpointZoneConnection: {
    product: 'privatelink',
    params: (world, pick) => {
      const named = connection(world, pick);
      return { ...named, ...ownZone(world, pick, named.EndpointId) };
    },
  },
  UpdateVpcEndpointZoneConnectionResourceAttribute: {
    product: 'privatelink',
    params: (world, pick) => {
      const named = connection(world, pick);
      return { ...named, ...ownZone(world, pick, named.EndpointId), ...resource(world, pick) };
    },
  },
  AttachSecurityGroupToVpcEndpoint: {
    product: 'privatelink',
    params: (world, pick) => ({ ...endpoint(world, pick), SecurityGroupId: group(world, pick) }),
  },
  DetachSecurityGroupFromVpcEndpoint: {
    product: 'privatelink',
    params: (world, pick) => ({ ...endpoint(world, pick), SecurityGroupId: group(world, pick) }),
  },
  TagResources: {
    product: 'privatelink',
    params: (world, pick) => ({
      ResourceType: pick.of(['vpcendpoint'], 'vpcendpointservice'),
      'ResourceId.1': endpoint(world, pick).EndpointId,
      'Tag.1.Key': `k${pick.number() % 30}`,
      'Tag.1.Value': 'v',
    }),
  },
  ListVpcEndpoints: {
    product: 'privatelink',
    params: (world, pick) => ({
      ...service(world, pick),
      MaxResults: String(pick.number() - 2),
      NextToken: pick.of([], ''),
    }),
  },
  ListVpcEndpointConnections: { product: 'privatelink', params: connection },
  GetVpcEndpointServiceAttribute: { product: 'privatelink', params: service },
  CreateSecurityGroup: { product: 'ecs', params: vpc },
  DeleteSecurityGroup: { product: 'ecs', params: (world, pick) => ({ SecurityGroupId: group(world, pick) }) },
  AuthorizeSecurityGroup: { product: 'ecs', params: rule },
  RevokeSecurityGroup: { product: 'ecs', params: rule },
  DescribeNetworkInterfaces: { product: 'ecs', params: vpc },
  CreateVpc: {
    product: 'vpc',
    params: (_world, pick) => ({ CidrBlock: pick.of(['10.0.0.0/8', '192.168.0.0/16'], '1.2.3') }),
  },
  DeleteVpc: { product: 'vpc', params: vpc },
  CreateVSwitch: {
    product: 'vpc',
    params: (world, pick) => ({
      ...vpc(world, pick),
      ...zone(pick),
      CidrBlock: pick.of([`192.168.${pick.number()}.0/29`, `10.0.${pick.number()}.0/29`], '192.168.0.0/8'),
    }),
  },
  DeleteVSwitch: {
    product: 'vpc',
    params: (world, pick) => ({ VSwitchId: pick.of(world.vSwitches.keys(), 'vsw-none') }),
  },
  DeleteLoadBalancer: {
    product: 'slb',
    params: (world, pick) => ({ LoadBalancerId: pick.of(world.balancers.keys(), 'lb-none') }),
  },
  ModifyCluster: {
    product: 'cs',
    params: (world, pick) => ({ ClusterId: pick.of(world.clusters.keys(), 'c-none') }),
    body: (pick, flag) => ({
      api_server_custom_cert_sans: {
        action: flag ? 'append' : 'overwrite',
        subject_alternative_names: [pick.of(['a.example', 'b.example'], 'not a name')],
      },
    }),
  },
  RemoveClusterFromServiceMesh: {
    product: 'servicemesh',
    params: (world, pick) => ({
      ServiceMeshId: pick.of(world.meshes.keys(), 'c-none'),
      ClusterId: pick.of(world.clusters.keys(), 'c-none'),
    }),
  },
  AddClusterIntoServiceMesh: {
    product: 'servicemesh',
    params: (world, pick) => ({
      ServiceMeshId: pick.of(world.meshes.keys(), 'c-none'),
      ClusterId: pick.of(world.clusters.keys(), 'c-none'),
    }),
  },
} satisfies Record<string, Choice>;

export type CallName = keyof typeof choices;

/** The calls that make, connect and take away are the ones where the rules meet: they come more often. */
const often: readonly CallName[] = [
  'CreateVpcEndpointService',
  'CreateVpcEndpoint',
  'CreateVpcEndpoint',
  'AddZoneToVpcEndpoint',
  'RemoveZoneFromVpcEndpoint',
  'EnableVpcEndpointConnection',
  'DisableVpcEndpointConnection',
  'DeleteVpcEndpoint',
  'DeleteVpcEndpointService',
  'DetachResourceFromVpcEndpointService',
];
const names = Object.keys(choices).filter((name): name is CallName => name in choices);

const nonsense = fc.oneof(
  fc.constantFrom('', '0', '-1', 'true', 'null', '[]', '{"a":1}', '999999999999999999', 'x'.repeat(3_000)),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const step: fc.Arbitrary<Step> = fc.record({
  call: fc.constantFrom(...names, ...often, ...often),
  picks: fc.array(fc.nat({ max: 100 }), { minLength: 8, maxLength: 8 }),
  flag: fc.boolean(),
  spoilt: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ which: fc.nat({ max: 10 }), value: fc.option(nonsense, { nil: undefined }) }) },
  ),
  token: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 4 }),
  waitMs: fc.constantFrom(0, 0, 100, 5_000, 60_000),
});

export const sequences: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });

export function requestOf(world: World, { call, picks, flag, spoilt, token }: Step): CallRequest {
  const choice: Choice = choices[call];
  const pick = new Picker(picks);
  const params: Params = { RegionId: 'cn-hangzhou', ...choice.params(world, pick, flag) };
  if (token !== undefined) params['ClientToken'] = `token-${token}`;
  if (spoilt !== undefined) {
    const name = Object.keys(params)[spoilt.which % Object.keys(params).length] ?? 'RegionId';
    if (spoilt.value === undefined) delete params[name];
    else params[name] = spoilt.value;
  }
  return { product: choice.product, version: '', action: call, params, body: choice.body?.(pick, flag) };
}
