import { describe, expect, it } from 'vitest';
import {
  addEndpoint,
  type Clb,
  type Cluster,
  createWorld,
  type Endpoint,
  type Listener,
  type SecurityGroupRule,
  type World,
} from '../world.ts';
import { networkView } from './from-world.ts';

const at = Date.UTC(2026, 0, 1);

/** The API-server channel of the guide, connected: lb-api in vpc-ack, ep-1 in vpc-asm. */
function world(): World {
  const made = createWorld('cn-hangzhou');
  const common = { regionId: 'cn-hangzhou', accountId: '1', name: '', description: '', createdAt: at, tags: new Map() };
  for (const id of ['vpc-asm', 'vpc-ack']) {
    made.vpcs.set(id, { ...common, id, cidr: '10.0.0.0/8', secondaryCidrs: [], status: 'Available' });
  }
  const rule: SecurityGroupRule = {
    id: 'sgr-1',
    direction: 'ingress',
    protocol: 'TCP',
    portRange: '6443/6443',
    policy: 'Accept',
    priority: 1,
    peer: { kind: 'cidr', cidr: '10.0.0.0/8' },
    description: '',
    createdAt: at,
  };
  made.securityGroups.set('sg-1', { ...common, id: 'sg-1', vpcId: 'vpc-asm', type: 'normal', rules: [rule] });
  made.balancers.set('lb-api', balancer());
  made.clusters.set('c1', cluster());
  addEndpoint(made, endpoint());
  return made;
}

function balancer(change: Partial<Clb> = {}): Clb {
  const backends = [{ kind: 'cluster' as const, clusterId: 'c1', port: 6443 }];
  const listener: Listener = { id: '', port: 6443, protocol: 'tcp', running: true, description: '', backends };
  return {
    kind: 'clb',
    id: 'lb-api',
    regionId: 'cn-hangzhou',
    accountId: '1',
    vpcId: 'vpc-ack',
    name: '',
    internal: true,
    createdAt: at,
    tags: new Map(),
    vSwitchId: 'vsw-1',
    address: '10.0.0.10',
    networkType: 'vpc',
    masterZoneId: 'i',
    standbyZoneId: 'j',
    payType: 'PayOnDemand',
    status: 'active',
    listeners: new Map([
      [6443, listener],
      [53, { ...listener, port: 53, protocol: 'udp' }],
    ]),
    ...change,
  };
}

function cluster(change: Partial<Cluster> = {}): Cluster {
  return {
    id: 'c1',
    regionId: 'cn-hangzhou',
    accountId: '1',
    name: '',
    vpcId: 'vpc-ack',
    vSwitchIds: [],
    tags: new Map(),
    securityGroupId: 'sg-c1',
    type: 'ManagedKubernetes',
    profile: 'Default',
    spec: '',
    version: '1.33',
    state: 'running',
    createdAt: at,
    updatedAt: at,
    apiServerBalancerId: 'lb-api',
    apiServerPort: 6443,
    showsEndpointsConfig: true,
    publicAddress: undefined,
    ingressBalancerId: undefined,
    serviceCidr: '172.21.0.0/20',
    podCidr: '10.64.0.0/16',
    customSans: [],
    sans: ['kubernetes', '10.0.0.10'],
    certificateEpoch: 1,
    restartingUntil: 0,
    ...change,
  };
}

function endpoint(change: Partial<Endpoint> = {}): Endpoint {
  const zone = { zoneId: 'i', vSwitchId: 'vsw-2', eniId: 'eni-1', address: '10.0.0.20', domain: 'zone.ep-1' };
  return {
    id: 'ep-1',
    regionId: 'cn-hangzhou',
    accountId: '1',
    name: '',
    description: '',
    vpcId: 'vpc-asm',
    tags: new Map(),
    serviceId: 'epsrv-1',
    serviceName: '',
    domain: 'ep-1.epsrv-1',
    type: 'Interface',
    status: 'Active',
    businessStatus: 'Normal',
    protected: false,
    zoneAffinity: false,
    policyDocument: '',
    resourceGroupId: '',
    connection: { status: 'Connected', bandwidth: 3072, trafficControl: 'BandwidthLimit', modifiedAt: at },
    zones: new Map([['i', { ...zone, status: 'Connected', balancerId: 'lb-api' }]]),
    securityGroups: new Map([['sg-1', 'Attached']]),
    createdAt: at,
    ...change,
  };
}

describe('the view of a world', () => {
  it('when the channel is connected, the view has all of it', () => {
    const view = networkView(world(), at);
    expect(view.balancers).toEqual([
      {
        id: 'lb-api',
        vpcId: 'vpc-ack',
        addresses: [
          { zoneId: 'i', ip: '10.0.0.10' },
          { zoneId: 'j', ip: '10.0.0.10' },
        ],
        listeners: [{ port: 6443, running: true, backends: [{ target: 'cluster/c1', port: 6443 }] }],
      },
    ]);
    const [seen] = view.endpoints;
    expect(seen?.zones).toEqual([
      { zoneId: 'i', ip: '10.0.0.20', domain: 'zone.ep-1', balancerId: 'lb-api', open: true },
    ]);
    expect([seen?.allows(6443), seen?.allows(22)]).toEqual([true, false]);
    expect(view.clusters).toEqual([
      {
        id: 'c1',
        vpcId: 'vpc-ack',
        names: ['kubernetes', '10.0.0.10'],
        certificateEpoch: 1,
        serving: true,
        balancerId: 'lb-api',
        port: 6443,
        servesAt: 6443,
      },
    ]);
  });

  const opens = (change: Partial<Endpoint>): boolean | undefined => {
    const made = world();
    made.endpoints.set('ep-1', endpoint(change));
    return networkView(made, at).endpoints[0]?.zones[0]?.open;
  };
  const connection = endpoint().connection;

  it.each([
    {
      reason: 'the connection is being modified',
      change: { connection: { ...connection, status: 'Pending' } },
      open: true,
    },
    {
      reason: 'the connection is refused',
      change: { connection: { ...connection, status: 'Disconnected' } },
      open: false,
    },
    {
      reason: 'the connection still comes up',
      change: { connection: { ...connection, status: 'Connecting' } },
      open: false,
    },
    { reason: 'the service is gone', change: { connection: { ...connection, status: 'ServiceDeleted' } }, open: false },
    { reason: 'the endpoint is being made', change: { status: 'Creating' }, open: undefined },
    { reason: 'the endpoint is being deleted', change: { status: 'Deleting' }, open: undefined },
  ] as const)('when $reason, the zone is open: $open', ({ change, open }) => {
    expect(opens(change)).toBe(open);
  });

  it('when the security group is not attached any more, nothing is let in', () => {
    const made = world();
    made.endpoints.set('ep-1', endpoint({ securityGroups: new Map([['sg-1', 'Detaching']]) }));
    expect(networkView(made, at).endpoints[0]?.allows(6443)).toBe(false);
  });

  it('when the balancer is stopped, its listeners do not run', () => {
    const made = world();
    made.balancers.set('lb-api', balancer({ status: 'inactive' }));
    expect(networkView(made, at).balancers[0]?.listeners[0]?.running).toBe(false);
  });

  it('when the API server restarts, or the cluster is not up, it does not serve', () => {
    const serving = (change: Partial<Cluster>) => {
      const made = world();
      made.clusters.set('c1', cluster(change));
      return networkView(made, at).clusters.map((one) => one.serving);
    };
    expect(serving({ restartingUntil: at + 1 })).toEqual([false]);
    expect(serving({ restartingUntil: at })).toEqual([true]);
    expect(serving({ state: 'inactive' })).toEqual([false]);
    expect(serving({ apiServerBalancerId: undefined })).toEqual([]);
  });
});
