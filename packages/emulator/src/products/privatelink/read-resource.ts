/** Which balancer, in which zone, may stand behind a service (alibaba-cloud-api §2.3, product-behaviour C.3). */
import { ApiError } from '../../errors.ts';
import type { Context } from '../../handler.ts';
import type { Clb, EndpointService, Nlb, ServiceResource, World } from '../../world.ts';

export interface ResourceParam {
  readonly ResourceId?: string;
  readonly ResourceType?: string;
  readonly ZoneId?: string;
}

/** A resource about to be attached to a service of this type. */
export function readResource(
  world: World,
  given: ResourceParam,
  type: EndpointService['resourceType'],
  context: Context,
): ServiceResource {
  const id = given.ResourceId;
  if (!id) throw new ApiError('MissingParam.ResourceId', 'The parameter ResourceId is required.');
  const balancer = world.balancers.get(id);
  const wanted = type === 'slb' ? 'clb' : type;
  if (balancer === undefined || balancer.kind !== wanted || balancer.regionId !== context.regionId) {
    const code = type === 'alb' ? 'AlbNotFound' : 'LoadBalancerNotFound';
    throw new ApiError(code, `There is no load balancer ${id} of type ${type} in ${context.regionId}.`);
  }
  const zoneId = balancer.kind === 'clb' ? clbZone(balancer, given.ZoneId, context) : nlbZone(balancer, given.ZoneId);
  return { balancerId: id, type, zoneId, autoAllocated: true, status: 'Attaching' };
}

function clbZone(clb: Clb, asked: string | undefined, context: Context): string {
  const reason = unfit(clb);
  if (reason !== undefined) {
    throw new ApiError(
      'LoadBalancerNotSupportPrivateLink',
      `The load balancer ${clb.id} ${reason}; PrivateLink needs one that is internal, in a VPC and paid as you go.`,
    );
  }
  const standby = context.switches.clbZones === 'master-and-standby' ? [clb.standbyZoneId] : [];
  const zones = [clb.masterZoneId, ...standby].filter((zone) => zone !== undefined);
  if (!asked || zones.includes(asked)) return asked || clb.masterZoneId;
  throw new ApiError(
    'EndpointServiceNotSupportedZone',
    `The load balancer ${clb.id} serves ${zones.join(' and ')}, not ${asked}.`,
  );
}

function unfit(clb: Clb): string | undefined {
  if (!clb.internal) return 'faces the Internet';
  if (clb.networkType === 'classic') return 'is in the classic network';
  if (clb.payType === 'PrePay') return 'is a subscription';
  return undefined;
}

function nlbZone(nlb: Nlb, asked: string | undefined): string {
  if (!asked) throw new ApiError('MissingParam.ZoneId', 'The parameter ZoneId is required for this type of resource.');
  if (nlb.zones.some((zone) => zone.zoneId === asked)) return asked;
  const zones = nlb.zones.map((zone) => zone.zoneId).join(', ');
  throw new ApiError('EndpointServiceNotSupportedZone', `The load balancer ${nlb.id} serves ${zones}, not ${asked}.`);
}
