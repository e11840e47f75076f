/** Every row of the guide's troubleshooting table and of product-behaviour §F.2: how the world is broken, what a diagnosis must name, and what mends it. */
import type { ASMPvlConfigSpec } from '@asm-privatelink/api';
import { guide, type ScenarioInput } from '@asm-privatelink/emulator';
import type { CheckName, Verdict } from '@asm-privatelink/link';
import {
  account,
  clear,
  clusterId,
  cut,
  drop,
  filter,
  get,
  hide,
  linkOf,
  modifySans,
  pilotDomain,
  put,
  rebuild,
  refuse,
  rules,
  scenario,
  show,
  touch,
  unfilter,
  world,
  zones,
} from './breaking.ts';
import type { Site } from './site.ts';
import { guideSpec } from './worlds.ts';

export const MINUTE_MS = 60_000;

/** How the world is before it is broken: nothing applied yet; all is well, and the operator runs; all is well, and another controller answers for it. */
type Before = 'nothing' | 'ours' | 'theirs';

export interface Trouble {
  table: string;
  what: string;
  before: Before;
  scenario?: ScenarioInput;
  spec?: ASMPvlConfigSpec;
  profile?: 'realistic';
  breaks?(site: Site): unknown;
  /** With `nothing` before: it is broken once the object was applied. */
  later?: true;
  /** Of the stage's time, until somebody asks. */
  afterMs?: number;
  named: { check: CheckName; reason: string; verdict?: Verdict; channel?: 'api-server' | 'pilot'; says?: RegExp };
  /** The advice that is no command. */
  mends?(site: Site): unknown;
}

export const troubles: Trouble[] = [
  {
    table: 'guide 1',
    what: 'status is not Available: still being made',
    before: 'nothing',
    profile: 'realistic',
    afterMs: 10_000,
    named: { check: 'cloud objects', reason: 'Provisioning', verdict: 'waiting' },
  },
  {
    table: 'guide 2',
    what: 'connectionStatus is not Connected: the zones do not match',
    before: 'nothing',
    spec: zones(
      'vsw-bp1l5hini55sstnwd2skf","zoneId":"cn-hangzhou-i',
      'vsw-bp1asm0000000000zonej","zoneId":"cn-hangzhou-j',
    ),
    scenario: scenario({
      clusters: [
        { ...guide.clusters[0], vpc: 'ack', apiServer: { id: 'lb-bp1apiserver000000gd', zones: ['i'], ports: [6443] } },
      ],
    }),
    named: { check: 'zones', reason: 'ZoneNotServed', says: /it serves cn-hangzhou-i\. .*vsw-bp1l5hini55sstnwd2skf/ },
    mends: ({ stage }) => stage.apply(guideSpec),
  },
  {
    table: 'guide 3',
    what: 'not Active: PrivateLink is not activated',
    before: 'nothing',
    scenario: scenario({ account: { privateLinkOpen: false } }),
    named: { check: 'cloud objects', reason: 'NotActivated' },
  },
  {
    table: 'guide 3',
    what: 'not Active: the quota of endpoint services is used up',
    before: 'nothing',
    scenario: scenario({ account: { quotas: { services: 0 } } }),
    named: { check: 'cloud objects', reason: 'QuotaExceeded' },
    mends: (site) => put((account(site) as { quotas: object }).quotas, { services: 200 }),
  },
  {
    table: 'guide 4',
    what: 'the cluster is not Running: the certificate lacks the name',
    before: 'nothing',
    afterMs: 2 * MINUTE_MS,
    named: { check: 'tls', reason: 'CertificateNameMissing', says: /does not bear/ },
  },
  {
    table: 'F.2 add cluster',
    what: 'the cluster was not added: no CEN between the VPCs (flag 2)',
    before: 'nothing',
    scenario: scenario({ clusters: [{ ...guide.clusters[0], vpc: 'ack', member: false }] }),
    named: { check: 'object', reason: 'ClusterNotMember', says: /ForbiddenFlag 2/ },
  },
  {
    table: 'F.2 apply object',
    what: 'a vSwitch of the wrong VPC',
    before: 'nothing',
    spec: zones('vsw-bp1l5hini55sstnwd2skf', 'vsw-bp1ack0000000000zonei'),
    named: { check: 'zones', reason: 'VSwitchWrongVpc' },
    mends: ({ stage }) => stage.apply(guideSpec),
  },
  {
    table: 'F.2 apply object',
    what: 'a vSwitch that does not exist',
    before: 'nothing',
    spec: zones('vsw-bp1l5hini55sstnwd2skf', 'vsw-bp1nobody'),
    named: { check: 'zones', reason: 'VSwitchNotFound' },
    mends: ({ stage }) => stage.apply(guideSpec),
  },
  {
    table: 'F.2 apply object',
    what: "zoneId is not the vSwitch's own zone",
    before: 'nothing',
    spec: zones('cn-hangzhou-i', 'cn-hangzhou-h'),
    named: { check: 'zones', reason: 'VSwitchZoneMismatch', says: /Write zoneId: cn-hangzhou-i/ },
    mends: ({ stage }) => stage.apply(guideSpec),
  },
  {
    table: 'F.2 open product',
    what: 'arrears',
    before: 'ours',
    breaks(site) {
      for (const each of [...world(site).services.values(), ...world(site).endpoints.values()]) {
        put(each, { businessStatus: 'FinancialLocked' });
      }
    },
    named: { check: 'cloud objects', reason: 'FinancialLocked' },
    mends(site) {
      for (const each of [...world(site).services.values(), ...world(site).endpoints.values()]) {
        put(each, { businessStatus: 'Normal' });
      }
    },
  },
  {
    table: 'F.2 rights',
    what: 'the service-linked role is missing',
    before: 'nothing',
    breaks: refuse('CreateVpcEndpoint', 'CheckServiceLinkRoleError'),
    afterMs: MINUTE_MS,
    named: { check: 'cloud objects', reason: 'ServiceLinkedRoleMissing' },
    mends: clear,
  },
  {
    table: 'F.2 rights',
    what: "the operator's RAM policy lacks an action",
    before: 'nothing',
    scenario: scenario({
      keys: [
        { id: 'LTAI-test', secret: 'test-secret' },
        { id: 'LTAI-op', secret: 's', deny: ['privatelink:CreateVpcEndpointService'] },
      ],
    }),
    named: { check: 'cloud objects', reason: 'AccessDenied', says: /CreateVpcEndpointService/ },
    mends(site) {
      for (const policy of get(world(site).keys, 'LTAI-op').policies) put(policy, { deny: [] });
    },
  },
  {
    table: 'F.2 make service',
    what: 'the load balancer cannot carry PrivateLink',
    before: 'nothing',
    breaks: (site) => put(get(world(site).balancers, guide.mesh.pilot.id), { payType: 'PrePay' }),
    named: { check: 'cloud objects', reason: 'BalancerUnsuitable', channel: 'pilot' },
    mends: (site) => put(get(world(site).balancers, guide.mesh.pilot.id), { payType: 'PayOnDemand' }),
  },
  {
    table: 'F.2 make service',
    what: 'the load balancer is gone',
    before: 'nothing',
    breaks: (site) => hide(site, guide.mesh.pilot.id),
    named: { check: 'cloud objects', reason: 'BalancerUnsuitable', channel: 'pilot' },
    mends: (site) => show(site, guide.mesh.pilot.id),
  },
  {
    table: 'F.2 make service',
    what: 'the cloud says the zone is not supported',
    before: 'nothing',
    breaks: refuse('CreateVpcEndpointService', 'EndpointServiceNotSupportedZone'),
    named: { check: 'zones', reason: 'ZoneNotServed' },
    mends: clear,
  },
  {
    table: 'F.2 make endpoint',
    what: 'the quota of endpoints in a VPC is used up',
    before: 'nothing',
    scenario: scenario({ account: { quotas: { endpointsPerVpc: 0 } } }),
    afterMs: MINUTE_MS,
    named: { check: 'cloud objects', reason: 'QuotaExceeded', says: /totalEpPerVpc/ },
    mends: (site) => put((account(site) as { quotas: object }).quotas, { endpointsPerVpc: 1000 }),
  },
  {
    table: 'F.2 make endpoint',
    what: 'the vSwitch has no free address',
    before: 'nothing',
    scenario: scenario({
      vpcs: guide.vpcs.map((vpc) => ({
        ...vpc,
        vSwitches: vpc.vSwitches.map((each) => (each.id === 'vsw-bp1l5hini55sstnwd2skf' ? { ...each, free: 0 } : each)),
      })),
    }),
    named: { check: 'zones', reason: 'VSwitchNoAddress' },
    mends: (site) => put(get(world(site).vSwitches, 'vsw-bp1l5hini55sstnwd2skf'), { occupied: 0 }),
  },
  {
    table: 'F.2 make endpoint',
    what: 'the security group is of a type that will not do',
    before: 'nothing',
    breaks: refuse('CreateVpcEndpoint', 'SecurityGroupTypeNotSupport'),
    afterMs: MINUTE_MS,
    named: { check: 'cloud objects', reason: 'CloudRefused', says: /SecurityGroupTypeNotSupport/ },
    mends: clear,
  },
  {
    table: 'F.2 make endpoint',
    what: 'the service is being changed',
    before: 'nothing',
    breaks: refuse('CreateVpcEndpoint', 'IncorrectStatus.VpcEndpointService'),
    afterMs: MINUTE_MS,
    named: { check: 'cloud objects', reason: 'CloudUnavailable', verdict: 'waiting', says: /IncorrectStatus/ },
    mends: clear,
  },
  {
    table: 'F.2 make endpoint',
    what: 'the account is not on the whitelist of the service',
    before: 'nothing',
    breaks: refuse('CreateVpcEndpoint', 'EndpointServiceNotAuthorized'),
    afterMs: MINUTE_MS,
    named: { check: 'cloud objects', reason: 'CloudRefused', says: /EndpointServiceNotAuthorized/ },
    mends: clear,
  },
  {
    table: 'F.2 connect',
    what: 'automatic acceptance is off, and nobody accepted',
    before: 'theirs',
    breaks(site) {
      const { service, endpoint } = linkOf(site, 'api-server');
      put(service, { autoAccept: false });
      cut(site, endpoint);
    },
    named: { check: 'connection', reason: 'ConnectionRefused', says: /does not accept by itself/ },
  },
  {
    table: 'F.2 connect',
    what: 'a zone of the service has no load balancer',
    before: 'ours',
    breaks(site) {
      refuse('EnableVpcEndpointConnection', 'OperationDenied.NoAvailableServiceResource')(site);
      cut(site, linkOf(site, 'api-server').endpoint);
    },
    afterMs: MINUTE_MS,
    named: { check: 'zones', reason: 'ZoneNotServed', says: /NoAvailableServiceResource/ },
    mends: clear,
  },
  {
    table: 'F.2 connect',
    what: 'the connection is busy',
    before: 'ours',
    breaks(site) {
      refuse('EnableVpcEndpointConnection', 'EndpointConnectionOperationDenied')(site);
      cut(site, linkOf(site, 'api-server').endpoint);
    },
    afterMs: 40_000,
    named: { check: 'connection', reason: 'ConnectionRefused', verdict: 'waiting' },
    mends: clear,
  },
  {
    table: 'F.2 connect',
    what: 'some zones are up and some are not',
    before: 'theirs',
    scenario: scenario({
      mesh: { ...guide.mesh, pilot: { id: 'nlb-pilot', type: 'nlb', zones: ['i', 'j'], ports: [15011, 15012, 15017] } },
    }),
    spec: {
      ...guideSpec,
      ackVpcEndpoint: [
        {
          clusterId,
          vSwitches: [
            { vSwitchId: 'vsw-bp1jsgsanpvxpj32yai50', zoneId: 'cn-hangzhou-j' },
            { vSwitchId: 'vsw-bp1ack0000000000zonei', zoneId: 'cn-hangzhou-i' },
          ],
        },
      ],
    },
    breaks(site) {
      const endpoint = [...world(site).endpoints.values()].find(({ zones: all }) => all.size === 2);
      if (endpoint === undefined) throw new Error('no endpoint in two zones');
      put(get(endpoint.zones, 'cn-hangzhou-i'), { status: 'Disconnected' });
      touch(site, 'endpoint', endpoint.id);
    },
    named: {
      check: 'connection',
      reason: 'ZoneDown',
      verdict: 'warning',
      channel: 'pilot',
      says: /not in cn-hangzhou-i \(Disconnected\)/,
    },
  },
  {
    table: 'F.2 traffic',
    what: 'the security group does not let 6443 in',
    before: 'theirs',
    breaks(site) {
      drop(rules(site, 'api-server'), () => true);
      touch(site, 'securityGroup', [...linkOf(site, 'api-server').endpoint.securityGroups.keys()][0] ?? '');
    },
    named: { check: 'security group', reason: 'PortBlocked', says: /TCP 6443/ },
  },
  {
    table: 'F.2 traffic',
    what: 'the same, under our operator',
    before: 'ours',
    breaks(site) {
      drop(rules(site, 'api-server'), () => true);
      touch(site, 'securityGroup', [...linkOf(site, 'api-server').endpoint.securityGroups.keys()][0] ?? '');
    },
    afterMs: 1,
    named: { check: 'security group', reason: 'PortBlocked', verdict: 'waiting', says: /TCP 6443/ },
  },
  {
    table: 'F.2 traffic',
    what: 'an access list of the load balancer',
    before: 'ours',
    breaks: (site) =>
      filter(site, (arrivals) => arrivals?.map(({ ip }) => ({ ip, code: 'ETIMEDOUT', message: 'no answer' }))),
    named: { check: 'tcp', reason: 'TimedOut', says: /access list/ },
    mends: unfilter,
  },
  {
    table: 'F.2 traffic',
    what: 'no backend is healthy',
    before: 'ours',
    breaks(site) {
      const listener = linkOf(site, 'pilot').balancer.listeners.get(15012);
      put(listener ?? {}, { backends: [{ kind: 'host', host: '127.0.0.1', port: 1 }] });
      touch(site, 'balancer', guide.mesh.pilot.id);
    },
    afterMs: MINUTE_MS,
    named: { check: 'tls', reason: 'ClosedBeforeTls', channel: 'pilot', says: /backends of lb-bp1pilot/ },
    mends(site) {
      const listener = linkOf(site, 'pilot').balancer.listeners.get(15012);
      put(listener ?? {}, { backends: [{ kind: 'mesh', meshId: guide.mesh.id, port: 15012 }] });
      touch(site, 'balancer', guide.mesh.pilot.id);
    },
  },
  {
    table: 'F.2 DNS',
    what: 'the resolver drops private answers',
    before: 'ours',
    breaks: (site) => filter(site, () => undefined),
    named: { check: 'dns', reason: 'NameNotFound', says: /rebind-domain-ok/ },
    mends: unfilter,
  },
  {
    table: 'F.2 DNS',
    what: 'a stale answer of an endpoint that is no more',
    before: 'ours',
    breaks: (site) =>
      filter(site, (arrivals) =>
        arrivals?.map(() => ({ ip: '192.168.0.250', code: 'ETIMEDOUT', message: 'nothing has the address' })),
      ),
    named: { check: 'dns', reason: 'NameStale', says: /192\.168\.0\.250/ },
    mends: unfilter,
  },
  {
    table: 'F.2 TLS',
    what: 'the name of the Pilot endpoint was added in place of the right one',
    before: 'nothing',
    later: true,
    async breaks(site) {
      await site.stage.untilAvailable();
      await modifySans(site, 'append', pilotDomain(site));
    },
    named: { check: 'tls', reason: 'CertificateNameMissing', says: /Pilot endpoint/ },
  },
  {
    table: 'F.2 TLS',
    what: 'the name was replaced by an overwrite',
    before: 'ours',
    breaks: (site) => modifySans(site, 'overwrite', 'other.example.com'),
    afterMs: MINUTE_MS,
    named: { check: 'tls', reason: 'CertificateNameMissing', says: /other\.example\.com/ },
  },
  {
    table: 'F.2 TLS',
    what: 'the restart is not over',
    before: 'nothing',
    later: true,
    async breaks(site) {
      await site.stage.untilAvailable();
      await modifySans(site, 'append', linkOf(site, 'api-server').endpoint.domain);
    },
    afterMs: 1,
    named: { check: 'tls', reason: 'CertificateNameMissing', verdict: 'waiting', says: /does not serve it yet/ },
  },
  {
    table: 'F.2 after SAN edit',
    what: 'the API server restarts and refuses for a moment',
    before: 'ours',
    breaks(site) {
      const cluster = get(world(site).clusters, clusterId);
      put(cluster, { restartingUntil: site.stage.clock.now() + 30_000 });
      touch(site, 'cluster', clusterId);
    },
    afterMs: 1,
    named: { check: 'tls', reason: 'ClosedBeforeTls', channel: 'api-server', says: /run this again in a minute/ },
    mends: async (site) => {
      await site.stage.pass(MINUTE_MS);
      touch(site, 'cluster', clusterId);
    },
  },
  {
    table: 'F.2 sidecar',
    what: 'the injection webhook is blocked',
    before: 'theirs',
    breaks(site) {
      drop(rules(site, 'pilot'), ({ portRange }) => portRange === '15017/15017');
      touch(site, 'securityGroup', [...linkOf(site, 'pilot').endpoint.securityGroups.keys()][0] ?? '');
    },
    named: { check: 'security group', reason: 'PortBlocked', channel: 'pilot', says: /new pods are not made/ },
  },
  {
    table: 'F.2 drift',
    what: 'an endpoint is deleted in the console',
    before: 'ours',
    breaks: (site) => void world(site).endpoints.delete(linkOf(site, 'api-server').endpoint.id),
    afterMs: 1,
    named: { check: 'cloud objects', reason: 'ObjectGone', verdict: 'waiting' },
  },
  {
    table: 'F.2 drift',
    what: 'an endpoint service is deleted in the console',
    before: 'ours',
    breaks(site) {
      const { service, endpoint } = linkOf(site, 'api-server');
      world(site).services.delete(service.id);
      put(endpoint.connection, { status: 'ServiceDeleted' });
      touch(site, 'endpoint', endpoint.id);
    },
    afterMs: 1,
    named: { check: 'cloud objects', reason: 'ObjectGone', verdict: 'waiting' },
  },
  {
    table: 'F.2 drift',
    what: 'a connection is refused in the console, and nobody repairs it',
    before: 'theirs',
    breaks: (site) => cut(site, linkOf(site, 'pilot').endpoint),
    named: { check: 'connection', reason: 'ConnectionRefused', channel: 'pilot' },
  },
  {
    table: 'F.2 drift',
    what: 'the load balancer was built anew',
    before: 'theirs',
    breaks: rebuild,
    named: { check: 'cloud objects', reason: 'BalancerReplaced' },
  },
];
