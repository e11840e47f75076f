/** Checks that several actions share. */
import { ApiError } from '../../errors.ts';
import type { Context } from '../../handler.ts';
import type { Endpoint, EndpointService, SecurityGroup, World } from '../../world.ts';

/** PrivateLink must have been activated once for the account (product-behaviour C.10). */
export function checkOpen(context: Context): void {
  if (context.account.privateLinkOpen) return;
  throw new ApiError(
    'NeedOpenProduct',
    'PrivateLink is not activated for this account. Call OpenPrivateLinkService first.',
  );
}

/** Only the two actions that switch a zone's connection list these codes (alibaba-cloud-api §2.7). */
export function checkNotInArrears(service: EndpointService, endpoint: Endpoint): void {
  if (endpoint.businessStatus !== 'Normal') throw inArrears('VpcEndpoint', `The endpoint ${endpoint.id}`);
  if (service.businessStatus !== 'Normal') throw inArrears('VpcEndpointService', `The endpoint service ${service.id}`);
}

function inArrears(kind: string, what: string): ApiError {
  return new ApiError(`IncorrectBusinessStatus.${kind}`, `${what} is FinancialLocked: its account owes money.`);
}

export function checkServiceActive(service: EndpointService): void {
  if (service.status === 'Active') return;
  throw new ApiError(
    'EndpointServiceOperationDenied',
    `The endpoint service ${service.id} is ${service.status}; the operation needs it Active.`,
  );
}

export function checkEndpointActive(endpoint: Endpoint): void {
  if (endpoint.status === 'Active') return;
  throw new ApiError(
    'EndpointOperationDenied',
    `The endpoint ${endpoint.id} is ${endpoint.status}; the operation needs it Active.`,
  );
}

/** No change while the connection is itself changing. */
export function checkConnectionSettled(endpoint: Endpoint): void {
  const { status } = endpoint.connection;
  if (status === 'Connected' || status === 'Disconnected' || status === 'ServiceDeleted') return;
  throw new ApiError(
    'EndpointConnectionOperationDenied',
    `The connection of endpoint ${endpoint.id} is ${status}; wait until that is over.`,
  );
}

export function checkNotProtected(endpoint: Endpoint): void {
  if (!endpoint.protected) return;
  throw new ApiError('OperationDenied.EndpointProtected', `The endpoint ${endpoint.id} is under managed protection.`);
}

/** The service of an endpoint; it may be gone. */
export function liveService(world: World, endpoint: Endpoint): EndpointService {
  const service = world.services.get(endpoint.serviceId);
  if (service !== undefined && service.status !== 'Deleting') return service;
  throw new ApiError('EndpointServiceDeleted', `The endpoint service ${endpoint.serviceId} has been deleted.`);
}

/** Names are 2–128 characters and begin with a letter (product-behaviour C.10). */
export function checkName(field: string, value: string | undefined): void {
  if (value === undefined || value === '' || /^[\p{L}][\p{L}\d_-]{1,127}$/u.test(value)) return;
  throw new ApiError(
    `IllegalParamFormat.${field}`,
    `The parameter ${field} must be 2 to 128 letters, digits, "-" and "_", beginning with a letter.`,
  );
}

export function checkDescription(field: string, value: string | undefined): void {
  if (value === undefined || value === '') return;
  if (value.length >= 2 && value.length <= 256 && !/^https?:\/\//.test(value)) return;
  throw new ApiError(
    `IllegalParamFormat.${field}`,
    `The parameter ${field} must be 2 to 256 characters and may not begin with http:// or https://.`,
  );
}

/** An endpoint's groups are all basic or all enterprise. */
export function checkOneGroupType(groups: readonly SecurityGroup[]): void {
  if (new Set(groups.map((group) => group.type)).size <= 1) return;
  throw new ApiError(
    'SecurityGroupTypeOnlySingleTypeSupporteded',
    'Basic and enterprise security groups may not be mixed on one endpoint.',
  );
}

const BANDWIDTHS = { slb: [100, 10_240], nlb: [100, 50_000], alb: [100, 25_000], gwlb: [100, 25_000] } as const;

/** Least and most Mbps of a connection (alibaba-cloud-api §2.3). */
export function bandwidthRange(type: EndpointService['resourceType']): readonly [number, number] {
  return BANDWIDTHS[type];
}

export function checkBandwidth(field: string, value: number | undefined, type: EndpointService['resourceType']): void {
  const [least, most] = bandwidthRange(type);
  if (value === undefined || (value >= least && value <= most)) return;
  throw new ApiError(`IllegalParamFormat.${field}`, `The parameter ${field} must be from ${least} to ${most} Mbps.`);
}
