import { type ASMPvlConfig, type Condition, limits } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide.ts';
import type { Endpoint, Problem } from '../model.ts';
import {
  balancer,
  builtWorld,
  change,
  cluster,
  deleting,
  freshWorld,
  NOW,
  observing,
  type World,
  wishing,
} from '../testing/world.ts';
import { report } from './report.ts';

const statusOf = (world: World) =>
  report(world.object, world.wish, world.observation, decide(world.wish, world.observation));

/** The conditions as `Type=Status Reason`. */
function said(world: World): string[] {
  return (statusOf(world).conditions ?? []).map((each) => `${each.type}=${each.status} ${each.reason}`);
}

function conditionOf(world: World, type: string): Condition | undefined {
  return statusOf(world).conditions?.find((each) => each.type === type);
}

const problem = (reason: Problem['reason'], severity: Problem['severity']) =>
  ({ ok: false, problem: { reason, severity, message: 'As the test says.' } }) as const;

/** One cluster of three has a balancer in a zone where the mesh has no vSwitch. */
function oneWrong(world: World): World {
  const wrong = { ok: true, value: balancer('lb-api2', 'vpc-ack2', { zones: ['cn-k'] }) } as const;
  const gone = (id: string) => !id.endsWith('-c2');
  return observing(world, {
    balancers: new Map(world.observation.balancers).set('lb-api2', wrong),
    services: world.observation.services.filter(({ id }) => gone(id)),
    endpoints: world.observation.endpoints.filter(({ id }) => gone(id)),
  });
}

describe("the guide's status", () => {
  it('when all is up, is there field for field', () => {
    const { status, clusters, pilot } = statusOf(builtWorld());
    const rows = {
      clusters: clusters?.map(vendorFields),
      pilot: { ...pilot, clusters: pilot?.clusters?.map(vendorFields) },
      status,
    };
    expect(rows).toEqual({
      clusters: [
        {
          clusterId: 'c1',
          pvlEndpoint: { connectionStatus: 'Connected', domainName: 'ep-c1.example', id: 'ep-c1', status: 'Active' },
          pvlEndpointService: {
            id: 'epsrv-c1',
            name: 'com.aliyuncs.privatelink.cn-hangzhou.epsrv-c1',
            status: 'Active',
          },
        },
      ],
      pilot: {
        clusters: [
          {
            clusterId: 'c1',
            pvlEndpoint: {
              connectionStatus: 'Connected',
              domainName: 'ep-vpc-ack1.example',
              id: 'ep-vpc-ack1',
              status: 'Active',
            },
          },
        ],
        pvlEndpointService: {
          id: 'epsrv-pilot',
          name: 'com.aliyuncs.privatelink.cn-hangzhou.epsrv-pilot',
          status: 'Active',
        },
      },
      status: 'Available',
    });
  });

  it('beside it stand our own fields', () => {
    const { clusters, clustersReady, observedGeneration } = statusOf(builtWorld());
    expect(clusters?.[0]).toMatchObject({
      reason: 'Available',
      zones: [{ zoneId: 'cn-i', vSwitchId: 'vsw-asm', status: 'Connected' }],
    });
    expect(clusters?.[0]).not.toHaveProperty('message');
    expect({ clustersReady, observedGeneration }).toEqual({ clustersReady: '1/1', observedGeneration: 1 });
  });

  it('when nothing is made, no field is there that has nothing to say', () => {
    const { clusters, pilot } = statusOf(freshWorld());
    expect(clusters).toEqual([
      { clusterId: 'c1', reason: 'Provisioning', message: 'Waiting for the endpoint service to be Active.' },
    ]);
    expect(pilot).toEqual({
      clusters: [
        { clusterId: 'c1', reason: 'Provisioning', message: 'Waiting for the endpoint service to be Active.' },
      ],
    });
  });

  it('when two clusters share a VPC, both rows name the one Pilot endpoint', () => {
    const { pilot } = statusOf(builtWorld({ clusters: 2, vpcOf: () => 'vpc-ack1' }));
    expect(pilot?.clusters?.map((row) => [row.clusterId, row.pvlEndpoint?.id])).toEqual([
      ['c1', 'ep-vpc-ack1'],
      ['c2', 'ep-vpc-ack1'],
    ]);
  });

  it('while it is being deleted, has a row for each cluster that still has something', () => {
    const world = deleting(builtWorld({ clusters: 2 }));
    const left = observing(world, {
      endpoints: [],
      services: world.observation.services.filter(({ id }) => id === 'epsrv-c2'),
    });
    expect(statusOf(left)).toMatchObject({
      status: 'Deleting',
      clusters: [{ clusterId: 'c2', pvlEndpointService: { id: 'epsrv-c2' } }],
    });
  });
});

describe('the whole in one word', () => {
  const before = (status: string, world: World): World => wishing(world, { wasAvailable: status === 'Available' });
  const unlinked = (world: World) => observing(world, { services: [], endpoints: [] });
  const noMember = (world: World) => observing(world, { members: new Map() });

  const words: [what: string, world: World, expected: string][] = [
    ['every wished link is up', builtWorld({ clusters: 3 }), 'Available'],
    ['nothing is made yet', freshWorld(), 'Provisioning'],
    ['it is being taken away', deleting(builtWorld()), 'Deleting'],
    ['it is being taken away and nothing is left', deleting(freshWorld()), 'Deleting'],
    ['no link is up and all need a person', noMember(freshWorld()), 'Failed'],
    [
      'no link is up and all need a person, and it was Available before',
      before('Available', noMember(unlinked(builtWorld()))),
      'Failed',
    ],
    ['no link is up and one of several needs a person', oneWrong(freshWorld({ clusters: 3 })), 'Provisioning'],
    ['some are up and one needs a person', before('', oneWrong(builtWorld({ clusters: 3 }))), 'Degraded'],
    ['it was Available and a link is down', before('Available', unlinked(builtWorld())), 'Degraded'],
    [
      'the control plane cannot be read by a fault that passes',
      observing(freshWorld(), { controlPlane: problem('CloudUnavailable', 'wait') }),
      'Provisioning',
    ],
    [
      'the control plane is not there',
      observing(freshWorld(), { controlPlane: problem('MeshNotFound', 'person') }),
      'Failed',
    ],
    [
      'the control plane cannot be read, but what there is is up',
      observing(builtWorld(), { controlPlane: problem('AccessDenied', 'person') }),
      'Available',
    ],
    ['PrivateLink is not activated', observing(freshWorld(), { activated: false }), 'Failed'],
  ];
  it.each(words)('when %s', (_what, world, expected) => {
    expect(statusOf(world).status).toBe(expected);
  });
});

function zonesOf(endpoints: readonly Endpoint[], id: string) {
  return endpoints.find((endpoint) => endpoint.id === id)?.zones ?? [];
}

describe('the conditions', () => {
  const { endpoints } = builtWorld().observation;
  const zoneLost = change(endpoints, 'ep-c1', { zones: [] });
  const zoneOff = change(endpoints, 'ep-c1', {
    zones: zonesOf(endpoints, 'ep-c1').map((zone) => ({ ...zone, status: 'Disconnected' })),
  });
  const zoneTooMany = change(endpoints, 'ep-c1', {
    zones: [...zonesOf(endpoints, 'ep-c1'), { zoneId: 'cn-hangzhou-x', vSwitchId: 'vsw-x', status: 'Deleting' }],
  });
  const cut = observing(builtWorld(), {
    endpoints: change(builtWorld().observation.endpoints, 'ep-c1', { connection: 'Connecting' }),
  });
  const readings: [what: string, world: World, kstatus: string[]][] = [
    ['all is up', builtWorld(), ['Ready=True Available']],
    ['nothing is made yet', freshWorld(), ['Ready=False Provisioning', 'Reconciling=True Provisioning']],
    [
      'a link is up and a zone is being taken away',
      observing(builtWorld(), { endpoints: zoneTooMany }),
      ['Ready=True Available', 'Reconciling=True Provisioning'],
    ],
    [
      'a link has lost its only zone',
      observing(builtWorld(), { endpoints: zoneLost }),
      ['Ready=False Degraded', 'Reconciling=True Provisioning'],
    ],
    [
      'the only zone of a link is switched off',
      observing(builtWorld(), { endpoints: zoneOff }),
      ['Ready=False Degraded', 'Reconciling=True Provisioning'],
    ],
    ['a link that was up is on its way back', cut, ['Ready=False Degraded', 'Reconciling=True Provisioning']],
    [
      'all that is left needs a person',
      oneWrong(builtWorld({ clusters: 3 })),
      ['Ready=False ZoneNotServed', 'Stalled=True ZoneNotServed'],
    ],
    [
      'one needs a person and others are on their way',
      oneWrong(freshWorld({ clusters: 3 })),
      ['Ready=False ZoneNotServed', 'Reconciling=True Provisioning'],
    ],
    [
      'a cluster cannot be read for a moment',
      observing(freshWorld(), { clusters: new Map([['c1', problem('CloudUnavailable', 'wait')]]) }),
      ['Ready=False CloudUnavailable', 'Reconciling=True Provisioning'],
    ],
    ['everything is being taken away', deleting(builtWorld()), ['Ready=False Deleting', 'Reconciling=True Deleting']],
    [
      "somebody else's endpoint keeps it from being taken away",
      observing(deleting(builtWorld()), {
        endpoints: [],
        groups: [],
        services: builtWorld().observation.services.filter(({ id }) => id === 'epsrv-c1'),
        foreign: [{ serviceId: 'epsrv-c1', endpointId: 'ep-x', ownerId: '42', status: 'Connected' }],
      }),
      ['Ready=False DeletionBlocked', 'Stalled=True DeletionBlocked'],
    ],
  ];
  it.each(readings)('when %s, Ready, Reconciling and Stalled read as one', (_what, world, expected) => {
    expect(said(world).filter((each) => /^(Ready|Reconciling|Stalled)=/.test(each))).toEqual(expected);
  });

  it('when a link is up although its cluster needs a person, that is a warning', () => {
    const stopped = {
      ok: true,
      value: cluster(1, 'vpc-ack1', { state: 'stopped', certificateNames: ['ep-c1.example'] }),
    } as const;
    expect(said(observing(builtWorld(), { clusters: new Map([['c1', stopped]]) }))).toEqual([
      'Ready=True Available',
      'CertificateNames=True CertificateNamesPresent',
      'MembersRunning=True MemberRunning',
      'Warnings=True ClusterNotRunning',
    ]);
  });

  it('when a person paused it, that is why nothing goes on; where every link is up, it is a warning', () => {
    expect(said(wishing(freshWorld(), { paused: true })).slice(0, 2)).toEqual([
      'Ready=False Paused',
      'Stalled=True Paused',
    ]);
    const drifted = observing(builtWorld(), {
      services: change(builtWorld().observation.services, 'epsrv-c1', { autoAccept: false }),
    });
    expect(said(wishing(drifted, { paused: true }))).toContain('Warnings=True Paused');
    expect(said(wishing(drifted, { paused: true })).join()).not.toMatch(/Stalled|Reconciling/);
    expect(said(wishing(builtWorld(), { paused: true })).join()).not.toContain('Paused');
  });

  it('when a cluster that was taken out cannot leave, the rows of the others do not say so', () => {
    const built = builtWorld({ clusters: 2 });
    const world = observing(wishing(built, { clusters: built.wish.clusters.slice(0, 1) }), {
      foreign: [{ serviceId: 'epsrv-c2', endpointId: 'ep-x', ownerId: '42', status: 'Connected' }],
    });
    expect(statusOf(world).clusters?.map((row) => row.reason)).toEqual(['Available']);
    expect(said(world)).toContain('Ready=True Available');
  });

  it('Ready says how many links are up, why the others are not, and names three of them', () => {
    expect(conditionOf(builtWorld(), 'Ready')?.message).toBe('All 2 links are up.');
    const world = observing(freshWorld({ clusters: 4 }), { members: new Map() });
    const message = conditionOf(world, 'Ready')?.message ?? '';
    expect(message).toContain(
      '0 of 8 links are up. api-server of c1: spec.ackVpcEndpoint[0].clusterId: Cluster c1 has not been added to mesh m1.',
    );
    expect(message).toContain('And 5 more.');
    expect(message).not.toContain('c4');
  });

  it('while a service is being made, the Pilot row waits for that service', () => {
    const built = builtWorld();
    const world = observing(built, {
      endpoints: [],
      services: change(built.observation.services, 'epsrv-pilot', { status: 'Creating' }),
    });
    expect(statusOf(world).pilot?.clusters?.[0]?.message).toBe(
      'Waiting for endpoint service epsrv-pilot to be Active (Creating).',
    );
  });

  it('when the status has not changed, the time of transition has not either; else it is now, in seconds', () => {
    const world = builtWorld();
    const first = conditionOf(world, 'Ready');
    expect(first?.lastTransitionTime).toBe('2025-01-01T00:00:00Z');
    const object: ASMPvlConfig = { ...world.object, status: statusOf(world) };
    const later = { ...observing(world, { at: NOW + 61_500 }), object };
    expect(conditionOf(later, 'Ready')).toEqual(first);
    expect(statusOf(later)).toEqual(statusOf(world));
    const down = { ...observing(cut, { at: NOW + 61_500 }), object };
    expect(conditionOf(down, 'Ready')?.lastTransitionTime).toBe('2025-01-01T00:01:01Z');
  });

  it('CertificateNames says which domain to add to which cluster, and never gates Ready', () => {
    const world = observing(builtWorld(), {
      clusters: new Map([['c1', { ok: true, value: cluster(1, 'vpc-ack1', { certificateNames: ['other.example'] }) }]]),
    });
    expect(conditionOf(world, 'CertificateNames')).toMatchObject({
      status: 'False',
      reason: 'CertificateNameMissing',
      message: 'Add ep-c1.example to the custom certificate SANs of cluster c1 (its API server restarts for a moment).',
    });
    expect(conditionOf(world, 'Ready')?.status).toBe('True');
    expect(conditionOf(freshWorld(), 'CertificateNames')?.status).toBe('Unknown');
  });

  it('CertificateNames with a control plane of one’s own says that it can do without', () => {
    const clusters = new Map([
      ['c1', { ok: true as const, value: cluster(1, 'vpc-ack1', { certificateNames: ['other.example'] }) }],
    ]);
    const world = observing(builtWorld(), { members: undefined, clusters });
    expect(conditionOf(world, 'CertificateNames')?.message).toMatch(
      /^Not needed for clusters that were handed over with asmpvl handoff; for others: Add ep-c1.example /,
    );
  });

  it('MembersRunning says what the mesh sees, and is absent where the source has no members', () => {
    const members = new Map([['c1', { clusterId: 'c1', state: 'Connecting', message: 'x509: not valid' }]]);
    expect(conditionOf(observing(builtWorld(), { members }), 'MembersRunning')).toMatchObject({
      status: 'False',
      reason: 'Connecting',
      message: 'c1 is Connecting: x509: not valid.',
    });
    expect(conditionOf(observing(builtWorld(), { members: undefined }), 'MembersRunning')).toBeUndefined();
  });

  it("when somebody else's endpoint is connected, it is a warning", () => {
    const foreign = [{ serviceId: 'epsrv-c1', endpointId: 'ep-x', ownerId: '42', status: 'Connected' }];
    expect(said(observing(builtWorld(), { foreign }))).toContain('Warnings=True ForeignConnection');
  });
});

describe('sizes', () => {
  it('when messages are long, they are clipped to what the schema takes', () => {
    const long = {
      ok: false,
      problem: { reason: 'InternalError', severity: 'person', message: 'x'.repeat(9_999) },
    } as const;
    const world = observing(freshWorld(), { clusters: new Map([['c1', long]]) });
    const { clusters, conditions } = statusOf(world);
    expect(clusters?.[0]?.message).toHaveLength(limits.rowMessage);
    for (const each of conditions ?? []) expect(each.message?.length).toBeLessThanOrEqual(limits.conditionMessage);
  });

  it("500 clusters, every row with a message, stay well under etcd's 1.5 MiB", () => {
    const long = {
      ok: false,
      problem: { reason: 'InternalError', severity: 'person', message: 'x'.repeat(9_999) },
    } as const;
    const built = builtWorld({ clusters: 500, vpcOf: (n) => `vpc-ack${n % 50}` });
    const world = observing(built, {
      clusters: new Map([...built.observation.clusters.keys()].map((id) => [id, long])),
    });
    expect(JSON.stringify(statusOf(world)).length).toBeLessThan(1_000_000);
  });
});

/** A row without the fields that are ours. */
function vendorFields({
  reason: _reason,
  message: _message,
  zones: _zones,
  ...row
}: Record<string, unknown>): Record<string, unknown> {
  return row;
}
