/** The security groups of an endpoint: what of its VPC may reach its interfaces. */
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import type { Handler } from '../../handler.ts';
import { pageByToken, SHORT } from '../../paging.ts';
import type { Endpoint, World } from '../../world.ts';
import { checkConnectionSettled, checkEndpointActive, checkOneGroupType, liveService } from './check.ts';
import { groupOfVpc, ownEndpoint } from './find.ts';

const GROUPS_PER_ENDPOINT = 10;

export const attachSecurityGroup: Handler<'privatelink.AttachSecurityGroupToVpcEndpoint'> = (
  world,
  params,
  context,
) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  checkEndpointActive(endpoint);
  checkConnectionSettled(endpoint);
  liveService(world, endpoint);
  const group = groupOfVpc(world, params.SecurityGroupId, endpoint.vpcId);
  if (endpoint.securityGroups.has(group.id)) {
    throw new ApiError(
      'SecurityGroupExist',
      `The security group ${group.id} is attached to endpoint ${endpoint.id} already.`,
    );
  }
  const others = [...endpoint.securityGroups.keys()].flatMap((id) => world.securityGroups.get(id) ?? []);
  checkOneGroupType([...others, group]);
  if (endpoint.securityGroups.size >= GROUPS_PER_ENDPOINT) {
    throw new ApiError(
      'QuotaMisMatched',
      `The endpoint ${endpoint.id} has ${GROUPS_PER_ENDPOINT} security groups already.`,
    );
  }
  context.proceed();
  setPending(world, endpoint);
  endpoint.securityGroups.set(group.id, 'Attaching');
  context.after('group.attach', endpoint.id, { groupId: group.id });
  return {};
};

export const groupAttached: Ending<'group.attach'> = (world, endpointId, _later, { groupId }) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint === undefined) return;
  endpoint.securityGroups.set(groupId, 'Attached');
  setActive(world, endpoint);
};

export const detachSecurityGroup: Handler<'privatelink.DetachSecurityGroupFromVpcEndpoint'> = (
  world,
  params,
  context,
) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  checkEndpointActive(endpoint);
  checkConnectionSettled(endpoint);
  liveService(world, endpoint);
  if (!endpoint.securityGroups.has(params.SecurityGroupId)) {
    throw new ApiError(
      'SecurityGroupNotFound',
      `The security group ${params.SecurityGroupId} is not attached to endpoint ${endpoint.id}.`,
    );
  }
  if (endpoint.securityGroups.size === 1) {
    throw new ApiError('EndpointMustContainSecurityGroup', `The endpoint ${endpoint.id} must keep one security group.`);
  }
  context.proceed();
  setPending(world, endpoint);
  endpoint.securityGroups.set(params.SecurityGroupId, 'Detaching');
  context.after('group.detach', endpoint.id, { groupId: params.SecurityGroupId });
  return {};
};

export const groupDetached: Ending<'group.detach'> = (world, endpointId, _later, { groupId }) => {
  const endpoint = world.endpoints.get(endpointId);
  if (endpoint === undefined) return;
  endpoint.securityGroups.delete(groupId);
  setActive(world, endpoint);
};

export const listSecurityGroups: Handler<'privatelink.ListVpcEndpointSecurityGroups'> = (world, params, context) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  const { items, ...page } = pageByToken([...endpoint.securityGroups], ([id]) => id, params, SHORT);
  return {
    ...page,
    SecurityGroups: items.map(([SecurityGroupId, SecurityGroupStatus]) => ({ SecurityGroupId, SecurityGroupStatus })),
  };
};

function setPending(world: World, endpoint: Endpoint): void {
  endpoint.status = 'Pending';
  world.touch('endpoint', endpoint.id);
}

function setActive(world: World, endpoint: Endpoint): void {
  if (endpoint.status === 'Pending') endpoint.status = 'Active';
  world.touch('endpoint', endpoint.id);
}
