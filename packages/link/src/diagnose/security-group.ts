/** Whether the groups of the endpoint let the dialler's VPC in to each port. */
import { isIPv4 } from 'node:net';
import type { GroupRule } from '../model.ts';
import type { Check } from './diagnosis.ts';
import { aliyun } from './remedies.ts';
import { notYet, told, type Walk } from './walk.ts';

const check = 'security group';

/** Pilot's ports and what stops without them (product-behaviour §B.3). */
const uses: Readonly<Record<number, string>> = {
  15017: 'the injection webhook: new pods are not made, or come without a sidecar',
  15012: 'xDS and certificates: sidecars do not become ready',
  15011: 'xDS: sidecars do not become ready',
  6443: 'the API server: the mesh does not see the cluster',
};

/** What stops when a port of a channel does not answer. */
export function useOf(port: number): string {
  return uses[port] ?? 'this port';
}

export function checkSecurityGroup(walk: Walk): Check {
  const { endpoint, balancer, facts, region } = walk;
  const ids = endpoint?.groups?.filter(({ status }) => status === 'Attached').map(({ id }) => id);
  const cidrs = facts.observation.vpcs.get(endpoint?.vpcId ?? '')?.cidrs ?? [];
  const on = ids?.join(', ') || (endpoint?.id ?? walk.link.id);
  if (ids === undefined || balancer === undefined || cidrs.length === 0) {
    return told(check, 'unknown', { on, text: 'the groups of the endpoint, its VPC or the ports could not be read' });
  }
  const rules = ids.flatMap((id) => facts.rules.get(id) ?? []);
  const blocked = balancer.ports.flatMap((port) =>
    cidrs.filter((cidr) => !lets(rules, port, cidr)).map((cidr) => ({ port, cidr })),
  );
  const [first] = blocked;
  if (first === undefined) {
    return told(check, 'ok', { on, text: `lets TCP ${balancer.ports.join(', ')} in from ${cidrs.join(', ')}` });
  }
  const ports = [...new Set(blocked.map(({ port }) => port))];
  if (rules.some(({ sourceCidr }) => sourceCidr === '')) {
    return told(check, 'unknown', {
      on,
      text: `a rule lets in a group instead of addresses: whether TCP ${ports.join(', ')} passes depends on who dials`,
    });
  }
  const [group = 'GROUP'] = ids;
  return notYet(check, walk, {
    on,
    reason: 'PortBlocked',
    text: `TCP ${ports.join(', ')} is not let in from ${[...new Set(blocked.map(({ cidr }) => cidr))].join(', ')}; ${useOf(first.port)}`,
    evidence: rules.length === 0 ? ['no inbound rule'] : rules.map(words),
    remedy: {
      text: 'Let the VPC in to these ports.',
      command: aliyun('ecs', 'AuthorizeSecurityGroup', {
        RegionId: region,
        SecurityGroupId: group,
        IpProtocol: 'TCP',
        PortRange: `${first.port}/${first.port}`,
        SourceCidrIp: first.cidr,
      }),
    },
  });
}

/** Priorities are not read: a rule that drops counts wherever it overlaps. */
function lets(rules: readonly GroupRule[], port: number, cidr: string): boolean {
  const of = rules.filter(({ protocol, portRange }) => /^(tcp|all)$/i.test(protocol) && holds(portRange, port));
  const drops = of.some(({ policy, sourceCidr }) => !accepts(policy) && overlap(sourceCidr, cidr));
  return !drops && of.some(({ policy, sourceCidr }) => accepts(policy) && contains(sourceCidr, cidr));
}

function accepts(policy: string): boolean {
  return policy === '' || policy.toLowerCase() === 'accept';
}

function holds(range: string, port: number): boolean {
  if (range === '-1/-1') return true;
  const [from = Number.NaN, to = from] = range.split('/').map(Number);
  return from <= port && port <= to;
}

function contains(outer: string, inner: string): boolean {
  const [a, b] = [span(outer), span(inner)];
  return a !== undefined && b !== undefined && a.first <= b.first && b.last <= a.last;
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [span(one), span(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

function span(cidr: string): { first: number; last: number } | undefined {
  const [address = '', bits = '32'] = cidr.split('/');
  if (!isIPv4(address)) return undefined;
  const size = 2 ** (32 - Number(bits));
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(value / size) * size;
  return { first, last: first + size - 1 };
}

function words({ policy, protocol, portRange, sourceCidr }: GroupRule): string {
  return `${policy || 'Accept'} ${protocol} ${portRange} from ${sourceCidr || 'a group'}`;
}
