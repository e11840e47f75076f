/** A rule as it is asked for, checked. */
import { parseAddress, parseCidr } from '../../cidr.ts';
import { ApiError } from '../../errors.ts';
import type { RulePeer, SecurityGroup, SecurityGroupRule, World } from '../../world.ts';

export interface RuleParams {
  readonly IpProtocol?: string;
  readonly PortRange?: string;
  readonly Policy?: string;
  readonly Priority?: string;
  readonly Description?: string;
  readonly SourceCidrIp?: string;
  readonly Ipv6SourceCidrIp?: string;
  readonly SourceGroupId?: string;
  readonly SourcePrefixListId?: string;
}

export type RuleWish = Omit<SecurityGroupRule, 'id' | 'createdAt'>;

/** An inbound rule. */
export function readRule(world: World, params: RuleParams, group: SecurityGroup): RuleWish {
  const protocol = readProtocol(params.IpProtocol);
  return {
    direction: 'ingress',
    protocol,
    portRange: readPorts(params.PortRange, protocol),
    peer: readPeer(world, params, group),
    policy: readPolicy(params.Policy),
    priority: readPriority(params.Priority),
    description: params.Description ?? '',
  };
}

/** The description does not tell rules apart. */
export function sameRule(a: RuleWish, b: RuleWish): boolean {
  return (
    a.direction === b.direction &&
    a.protocol === b.protocol &&
    a.portRange === b.portRange &&
    a.policy === b.policy &&
    a.priority === b.priority &&
    JSON.stringify(a.peer) === JSON.stringify(b.peer)
  );
}

function readProtocol(text: string | undefined): RuleWish['protocol'] {
  if (!text) throw new ApiError('MissingParameter', 'The parameter IpProtocol is required.', { status: 400 });
  const protocol = text.toUpperCase();
  switch (protocol) {
    case 'TCP':
    case 'UDP':
    case 'ICMP':
    case 'GRE':
    case 'ALL':
      return protocol;
    default:
      throw new ApiError('InvalidParam.IpProtocol', `The protocol "${text}" is not one of tcp, udp, icmp, gre, all.`, {
        status: 400,
      });
  }
}

/** `6443/6443` for TCP and UDP, `-1/-1` for the others. */
function readPorts(text: string | undefined, protocol: RuleWish['protocol']): string {
  if (!text) throw new ApiError('MissingParameter', 'The parameter PortRange is required.', { status: 400 });
  const [, from, to] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).map(Number);
  const ported = protocol === 'TCP' || protocol === 'UDP';
  const fits = ported
    ? from !== undefined && to !== undefined && from >= 1 && from <= to && to <= 65_535
    : text === '-1/-1';
  if (fits) return text;
  const form = ported ? 'two ports such as 6443/6443' : '-1/-1';
  throw new ApiError('InvalidParam.PortRange', `The port range "${text}" of protocol ${protocol} must be ${form}.`, {
    status: 400,
  });
}

function readPeer(world: World, params: RuleParams, group: SecurityGroup): RulePeer {
  const { SourceCidrIp, Ipv6SourceCidrIp, SourceGroupId, SourcePrefixListId } = params;
  if (SourceGroupId) {
    if (!world.securityGroups.has(SourceGroupId)) {
      throw new ApiError('InvalidSourceGroupId.NotFound', `The security group ${SourceGroupId} does not exist.`, {
        status: 404,
      });
    }
    return { kind: 'group', groupId: SourceGroupId };
  }
  if (SourceCidrIp) {
    const cidr = parseAddress(SourceCidrIp) === undefined ? SourceCidrIp : `${SourceCidrIp}/32`;
    if (parseCidr(cidr) === undefined) {
      throw new ApiError('InvalidParam.SourceIp', `The source "${SourceCidrIp}" is not an IPv4 address or network.`, {
        status: 400,
      });
    }
    return { kind: 'cidr', cidr };
  }
  if (Ipv6SourceCidrIp) return { kind: 'ipv6', cidr: Ipv6SourceCidrIp };
  if (SourcePrefixListId) return { kind: 'prefix-list', prefixListId: SourcePrefixListId };
  throw new ApiError('MissingParameter', `A rule of security group ${group.id} needs a source, such as SourceCidrIp.`, {
    status: 400,
  });
}

function readPolicy(text: string | undefined): RuleWish['policy'] {
  switch (text?.toLowerCase()) {
    case undefined:
    case '':
    case 'accept':
      return 'Accept';
    case 'drop':
      return 'Drop';
    default:
      throw new ApiError('InvalidPolicy.Malformed', `The policy "${text}" is not one of accept, drop.`, {
        status: 400,
      });
  }
}

function readPriority(text: string | undefined): number {
  const priority = text ? Number(text) : 1;
  if (Number.isInteger(priority) && priority >= 1 && priority <= 100) return priority;
  throw new ApiError('InvalidPriority.Malformed', `The priority "${text}" is not a whole number from 1 to 100.`, {
    status: 400,
  });
}
