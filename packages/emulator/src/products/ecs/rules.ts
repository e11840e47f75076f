/** The rules of a security group. They hold at once. */
import { ApiError } from '../../errors.ts';
import { formatTime } from '../../format.ts';
import type { Handler } from '../../handler.ts';
import { pageByToken } from '../../paging.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../world.ts';
import { ownGroup } from './groups.ts';
import { type RuleParams, readRule, sameRule } from './read-rule.ts';

const RULES_PER_PAGE = { most: 1000, usual: 500 };

export const describeSecurityGroupAttribute: Handler<'ecs.DescribeSecurityGroupAttribute'> = (
  world,
  params,
  context,
) => {
  const group = ownGroup(world, params.SecurityGroupId, context);
  const direction = params.Direction?.toLowerCase() || 'all';
  const wanted = group.rules.filter((rule) => direction === 'all' || rule.direction === direction);
  const order = (rule: SecurityGroupRule) => String(group.rules.indexOf(rule)).padStart(6, '0');
  const { items, NextToken } = pageByToken(wanted, order, params, RULES_PER_PAGE);
  return {
    Description: group.description,
    InnerAccessPolicy: group.type === 'normal' ? 'Accept' : 'Drop',
    NextToken,
    Permissions: { Permission: items.map((rule) => show(rule)) },
    RegionId: group.regionId,
    SecurityGroupId: group.id,
    SecurityGroupName: group.name,
    SnapshotPolicyIds: { SnapshotPolicyId: [] },
    VpcId: group.vpcId,
  };
};

/** Inbound rules. A rule that is there already is not made twice, nor refused. */
export const authorizeSecurityGroup: Handler<'ecs.AuthorizeSecurityGroup'> = (world, params, context) => {
  const group = ownGroup(world, params.SecurityGroupId, context);
  const wishes = wished(params).map((rule) => readRule(world, rule, group));
  context.proceed();
  for (const wish of wishes) {
    if (group.rules.some((rule) => sameRule(rule, wish))) continue;
    group.rules.push({ id: context.ids.regional('sgr', group.regionId), createdAt: context.now(), ...wish });
  }
  world.touch('securityGroup', group.id);
  return {};
};

/** A description of a rule that is not there takes nothing away and is no error; an unknown rule id is. */
export const revokeSecurityGroup: Handler<'ecs.RevokeSecurityGroup'> = (world, params, context) => {
  const group = ownGroup(world, params.SecurityGroupId, context);
  const ids = params.SecurityGroupRuleId ?? [];
  const unknown = ids.find((id) => !group.rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    throw new ApiError(
      'InvalidSecurityGroupRuleId.NotFound',
      `The security group ${group.id} has no rule ${unknown}.`,
      { status: 404 },
    );
  }
  const wishes = ids.length > 0 ? [] : wished(params).map((rule) => readRule(world, rule, group));
  context.proceed();
  remove(group, (rule) => ids.includes(rule.id) || wishes.some((wish) => sameRule(rule, wish)));
  world.touch('securityGroup', group.id);
  return {};
};

/** Rules come as `Permissions.N.*`, or one of them flat. */
function wished(params: RuleParams & { Permissions?: RuleParams[] }): RuleParams[] {
  return params.Permissions !== undefined && params.Permissions.length > 0 ? params.Permissions : [params];
}

function remove(group: SecurityGroup, gone: (rule: SecurityGroupRule) => boolean): void {
  for (let i = group.rules.length - 1; i >= 0; i--) {
    const rule = group.rules[i];
    if (rule !== undefined && gone(rule)) group.rules.splice(i, 1);
  }
}

function show(rule: SecurityGroupRule) {
  const { peer } = rule;
  const inbound = rule.direction === 'ingress';
  const cidr = peer.kind === 'cidr' ? peer.cidr : '';
  const ipv6 = peer.kind === 'ipv6' ? peer.cidr : '';
  const group = peer.kind === 'group' ? peer.groupId : '';
  const list = peer.kind === 'prefix-list' ? peer.prefixListId : '';
  return {
    CreateTime: formatTime(rule.createdAt),
    Description: rule.description,
    DestCidrIp: inbound ? '' : cidr,
    DestGroupId: inbound ? '' : group,
    DestGroupName: '',
    DestGroupOwnerAccount: '',
    DestPrefixListId: inbound ? '' : list,
    DestPrefixListName: '',
    Direction: rule.direction,
    IpProtocol: rule.protocol,
    Ipv6DestCidrIp: inbound ? '' : ipv6,
    Ipv6SourceCidrIp: inbound ? ipv6 : '',
    NicType: 'intranet',
    Policy: rule.policy,
    PortRange: rule.portRange,
    PortRangeListId: '',
    PortRangeListName: '',
    Priority: String(rule.priority),
    SecurityGroupRuleId: rule.id,
    SourceCidrIp: inbound ? cidr : '',
    SourceGroupId: inbound ? group : '',
    SourceGroupName: '',
    SourceGroupOwnerAccount: '',
    SourcePortRange: '-1/-1',
    SourcePrefixListId: inbound ? list : '',
    SourcePrefixListName: '',
  };
}
