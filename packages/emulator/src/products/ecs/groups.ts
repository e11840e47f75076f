/** Security groups (alibaba-cloud-api §4). */
import { ApiError } from '../../errors.ts';
import { is, isIn } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler } from '../../handler.ts';
import { pageEitherWay } from '../../paging.ts';
import { fitsTags, readTags, showTagKeys } from '../../tags.ts';
import type { SecurityGroup, World } from '../../world.ts';

const PAGE_LIMIT = 100;
/** How many network interfaces a group may have, by the vendor's page on its limits. */
const LARGEST_GROUP = { normal: 6000, enterprise: 65_536 };

export const createSecurityGroup: Handler<'ecs.CreateSecurityGroup'> = (world, params, context) => {
  const vpc = world.vpcs.get(params.VpcId ?? '');
  if (vpc === undefined || vpc.regionId !== context.regionId || vpc.accountId !== context.account.id) {
    throw new ApiError(
      'InvalidVpcId.NotFound',
      `The VPC ${params.VpcId ?? '(none)'} does not exist in ${context.regionId}.`,
      { status: 404 },
    );
  }
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  context.proceed();
  const group: SecurityGroup = {
    id: context.ids.regional('sg', context.regionId),
    regionId: context.regionId,
    accountId: context.account.id,
    vpcId: vpc.id,
    name: params.SecurityGroupName ?? '',
    description: params.Description ?? '',
    type: params.SecurityGroupType === 'enterprise' ? 'enterprise' : 'normal',
    createdAt: context.now(),
    tags,
    rules: [],
  };
  world.securityGroups.set(group.id, group);
  world.touch('securityGroup', group.id);
  return { SecurityGroupId: group.id };
};

/** Pages by token when MaxResults or NextToken is given, else by number. */
export const describeSecurityGroups: Handler<'ecs.DescribeSecurityGroups'> = (world, params, context) => {
  const ids = readIds(params.SecurityGroupIds);
  const named = (name: string) =>
    !params.SecurityGroupName ||
    (params.FuzzyQuery ? name.includes(params.SecurityGroupName) : name === params.SecurityGroupName);
  const found = [...world.securityGroups.values()].filter(
    (group) =>
      group.regionId === context.regionId &&
      group.accountId === context.account.id &&
      is(params.SecurityGroupId, group.id) &&
      isIn(ids, group.id) &&
      is(params.VpcId, group.vpcId) &&
      is(params.SecurityGroupType, group.type) &&
      (!params.NetworkType || params.NetworkType === 'vpc') &&
      named(group.name) &&
      fitsTags(group.tags, params.Tag),
  );
  const { items, ...page } = pageEitherWay(found, params, PAGE_LIMIT);
  return {
    ...page,
    RegionId: context.regionId,
    SecurityGroups: {
      SecurityGroup: items.map((group) => ({
        AvailableInstanceAmount: LARGEST_GROUP[group.type],
        CreationTime: formatTime(group.createdAt),
        Description: group.description,
        EcsCount: 0,
        GroupToGroupRuleCount: group.rules.filter(({ peer }) => peer.kind === 'group').length,
        ResourceGroupId: '',
        RuleCount: group.rules.length,
        SecurityGroupId: group.id,
        SecurityGroupName: group.name,
        SecurityGroupType: group.type,
        ServiceManaged: false,
        Tags: { Tag: showTagKeys(group.tags) },
        VpcId: group.vpcId,
      })),
    },
  };
};

export const deleteSecurityGroup: Handler<'ecs.DeleteSecurityGroup'> = (world, params, context) => {
  const group = ownGroup(world, params.SecurityGroupId, context);
  const user = userOf(world, group);
  if (user !== undefined) {
    throw new ApiError('DependencyViolation', `The security group ${group.id} is still used by ${user}.`);
  }
  world.securityGroups.delete(group.id);
  world.touch('securityGroup', group.id);
  return {};
};

export function ownGroup(world: World, id: string, { regionId, account }: Context): SecurityGroup {
  const group = world.securityGroups.get(id);
  if (group === undefined || group.regionId !== regionId || group.accountId !== account.id) {
    throw new ApiError('InvalidSecurityGroupId.NotFound', `The security group ${id} does not exist in ${regionId}.`);
  }
  return group;
}

/** What keeps a group from being deleted: an endpoint, a cluster, a mesh, or another group's rule. */
function userOf(world: World, group: SecurityGroup): string | undefined {
  const endpoint = [...world.endpoints.values()].find((one) => one.securityGroups.has(group.id));
  if (endpoint !== undefined) return `endpoint ${endpoint.id}`;
  const owner = [...world.clusters.values(), ...world.meshes.values()].find((one) => one.securityGroupId === group.id);
  if (owner !== undefined) return `${owner.id}`;
  const other = [...world.securityGroups.values()].find(
    (one) => one !== group && one.rules.some(({ peer }) => peer.kind === 'group' && peer.groupId === group.id),
  );
  return other && `a rule of security group ${other.id}`;
}

/** A JSON list as text. */
function readIds(text: string | undefined): string[] {
  if (!text) return [];
  try {
    const ids: unknown = JSON.parse(text);
    if (Array.isArray(ids)) return ids.map(String);
  } catch {
    // told below
  }
  throw new ApiError('InvalidParameter', 'The parameter SecurityGroupIds must be a JSON list of ids.', { status: 400 });
}
