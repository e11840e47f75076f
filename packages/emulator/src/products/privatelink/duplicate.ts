/** Whether one service may have two endpoints of a VPC: a switch, since the scope of EndpointDuplicated is not known. */
import { ApiError } from '../../errors.ts';
import type { Context } from '../../handler.ts';
import { endpointsOf, type World } from '../../world.ts';

interface Wish {
  readonly serviceId: string;
  readonly vpcId: string;
  readonly zoneIds: readonly string[];
  /** The endpoint that gains the zones; left out, one that is about to be made. */
  readonly endpointId?: string;
}

export function checkDuplicate(world: World, { serviceId, vpcId, zoneIds, endpointId }: Wish, context: Context): void {
  const scope = context.switches.endpointDuplicated;
  if (scope === 'never' || (scope === 'vpc' && endpointId !== undefined)) return;
  const twin = endpointsOf(world, serviceId).find(
    (endpoint) =>
      endpoint.id !== endpointId &&
      endpoint.vpcId === vpcId &&
      (scope === 'vpc' || zoneIds.some((zone) => endpoint.zones.has(zone))),
  );
  if (twin === undefined) return;
  throw new ApiError(
    'EndpointDuplicated',
    `The endpoint ${twin.id} in VPC ${vpcId} already leads to the service ${serviceId}.`,
  );
}
