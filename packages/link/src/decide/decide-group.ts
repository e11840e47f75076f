/**
 * One security group per VPC and channel: inbound TCP only, from the VPC's own CIDRs, to the ports that the balancers behind it listen on
 * (design §5). Two writes make one: the group and all its rules.
 */
import { cloudDescription, cloudName, type Role } from '@asm-privatelink/api';
import { type GroupRule, roleKey, type SecurityGroup } from '../model.ts';
import { tagsOf } from '../tags.ts';
import type { Handle, Output, Track } from './graph.ts';
import { birth, bornAs, creates, waitListed } from './lifecycle.ts';

export interface GroupWish {
  role: Role;
  vpcId: string;
  cidrs: readonly string[];
  ports: readonly number[];
  /** False when not every balancer could be read: then no rule is taken away. */
  portsComplete: boolean;
}

/** Nodes that make the group and keep its rules. The handle's id can be used as soon as the group exists. */
export function decideGroup(track: Track, wanted: GroupWish, group: SecurityGroup | undefined): Handle {
  const rules = wantedRules(wanted);
  if (group === undefined) return create(track, wanted, rules);
  const { inbound } = group;
  if (inbound === undefined) return { id: group.id, after: [] };
  const missing = rules.filter((rule) => !inbound.some((have) => sameRule(have, rule)));
  if (missing.length > 0) authorize(track, group.id, group.id, missing, []);
  const extra = inbound.filter((have) => !rules.some((rule) => sameRule(have, rule)));
  if (extra.length > 0 && wanted.portsComplete) revoke(track, group, extra);
  return { id: group.id, after: [] };
}

function create(track: Track, wanted: GroupWish, rules: readonly WantedRule[]): Handle {
  const { wish, link } = track;
  const key = roleKey({ role: wanted.role, owner: wanted.vpcId });
  const born = birth(track, key, `The security group of ${link}`);
  if (born.kind === 'held') {
    track.problems.push(born.problem);
    return { id: undefined, after: [] };
  }
  if (born.kind === 'unlisted') return { id: born.id, after: [waitListed(track, born, wanted.role)] };
  const step = track.step({
    id: `create group ${key}`,
    after: [],
    action: 'CreateSecurityGroup',
    what: `make the security group of our endpoints in ${wanted.vpcId}`,
    creates: creates(key, 'SecurityGroupId', born),
    request: {
      VpcId: wanted.vpcId,
      SecurityGroupName: cloudName(wanted.role, wanted.vpcId),
      Description: cloudDescription(wanted.role, wanted.vpcId, wish.mesh),
      Tag: tagsOf(wish.mesh, bornAs({ role: wanted.role, owner: wanted.vpcId }, wish, born)),
    },
  });
  const id = { step, field: 'SecurityGroupId' };
  authorize(track, key, id, rules, [step]);
  return { id, after: [step] };
}

type WantedRule = Pick<GroupRule, 'protocol' | 'portRange' | 'sourceCidr' | 'policy'>;

function wantedRules(wanted: GroupWish): WantedRule[] {
  return wanted.cidrs.flatMap((sourceCidr) =>
    wanted.ports.map((port) => ({ protocol: 'TCP', portRange: `${port}/${port}`, sourceCidr, policy: 'accept' })),
  );
}

function sameRule(a: WantedRule, b: WantedRule): boolean {
  return (
    a.protocol.toUpperCase() === b.protocol.toUpperCase() &&
    a.portRange === b.portRange &&
    a.sourceCidr === b.sourceCidr &&
    a.policy.toLowerCase() === b.policy.toLowerCase()
  );
}

function permission(rule: WantedRule) {
  return { IpProtocol: rule.protocol, PortRange: rule.portRange, SourceCidrIp: rule.sourceCidr, Policy: rule.policy };
}

/** As many rules as one call takes: ECS names 1 to 100 (the vendor's SDK, at Permissions and SecurityGroupRuleId). */
const RULES_PER_CALL = 100;

/** Parts of a list, each with the suffix of its step's id: nothing for the first. */
function parts<T>(all: readonly T[]): { part: T[]; suffix: string }[] {
  return Array.from({ length: Math.ceil(all.length / RULES_PER_CALL) }, (_, index) => ({
    part: all.slice(index * RULES_PER_CALL, (index + 1) * RULES_PER_CALL),
    suffix: index === 0 ? '' : ` (${index + 1})`,
  }));
}

function authorize(
  track: Track,
  name: string,
  group: string | Output,
  rules: readonly WantedRule[],
  after: string[],
): void {
  for (const { part, suffix } of parts(rules)) {
    track.step({
      id: `authorize ${name}${suffix}`,
      after,
      action: 'AuthorizeSecurityGroup',
      what: `let the VPC's own addresses in to ${[...new Set(part.map((rule) => rule.portRange))].join(', ')}`,
      request: { SecurityGroupId: group, Permissions: part.map(permission) },
    });
  }
}

/** By id where the cloud gave one: a rule that is not of our form (a range, a group as source) cannot be named otherwise. */
function revoke(track: Track, group: SecurityGroup, rules: readonly GroupRule[]): void {
  for (const { part, suffix } of parts(rules)) {
    const ids = part.map((rule) => rule.ruleId).filter((id) => id !== '');
    track.step({
      id: `revoke ${group.id}${suffix}`,
      after: [],
      action: 'RevokeSecurityGroup',
      what: `take away ${part.length} rule${part.length === 1 ? '' : 's'} that ${group.id} should not have`,
      request:
        ids.length === part.length
          ? { SecurityGroupId: group.id, SecurityGroupRuleId: ids }
          : { SecurityGroupId: group.id, Permissions: part.map(permission) },
    });
  }
}
