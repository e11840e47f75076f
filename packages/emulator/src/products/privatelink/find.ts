/** Looking things up, with PrivateLink's own words for what is not there (alibaba-cloud-api §2.8). */
import { ApiError } from '../../errors.ts';
import type { Context } from '../../handler.ts';
import type { Endpoint, EndpointService, SecurityGroup, Vpc, World } from '../../world.ts';

/** A service of the caller's own. */
export function ownService(world: World, id: string, context: Context): EndpointService {
  const service = world.services.get(id);
  if (service === undefined || service.regionId !== context.regionId || service.accountId !== context.account.id) {
    throw new ApiError('EndpointServiceNotFound', `The endpoint service ${id} does not exist in ${context.regionId}.`);
  }
  return service;
}

export function ownEndpoint(world: World, id: string, context: Context): Endpoint {
  const endpoint = world.endpoints.get(id);
  if (endpoint === undefined || endpoint.regionId !== context.regionId || endpoint.accountId !== context.account.id) {
    throw new ApiError('EndpointNotFound', `The endpoint ${id} does not exist in ${context.regionId}.`);
  }
  return endpoint;
}

/** The service's owner and those on its whitelist may connect to it. */
export function mayUse(service: EndpointService, accountId: string): boolean {
  return service.accountId === accountId || service.users.has(accountId) || service.users.has('*');
}

export function ownVpc(world: World, id: string, context: Context): Vpc {
  const vpc = world.vpcs.get(id);
  if (vpc === undefined || vpc.regionId !== context.regionId || vpc.accountId !== context.account.id) {
    throw new ApiError('VpcNotFound', `The VPC ${id} does not exist in ${context.regionId}.`);
  }
  return vpc;
}

export function groupOfVpc(world: World, id: string, vpcId: string): SecurityGroup {
  const group = world.securityGroups.get(id);
  if (group === undefined || group.vpcId !== vpcId) {
    throw new ApiError('SecurityGroupNotFound', `The security group ${id} does not exist in the VPC ${vpcId}.`);
  }
  return group;
}
