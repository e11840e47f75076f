/** How each call of the contract comes to be refused with each code that the reference lists for its action. */

import { ids, makeEndpoint, makeGroup } from '../testing.ts';
import type { Account, Endpoint, EndpointService } from '../world.ts';
import type { Stage } from './stage.ts';

type Params = Readonly<Record<string, string>>;

/** From a call that would be taken to one that is not: other parameters, or something changed in the world. */
export type Spoil = (stage: Stage, params: Params) => Params | Promise<Params>;

/** Of whichever action lists the code. */
const BY_CODE: Readonly<Record<string, Spoil>> = {
  EndpointServiceNotFound: param('ServiceId', 'epsrv-none'),
  EndpointNotFound: param('EndpointId', 'ep-none'),
  EndpointConnectionNotFound: async (stage, params) => ({ ...params, ServiceId: await stage.service() }),
  EndpointZoneNotFound: param('ZoneId', ids.zoneI),
  EndpointServiceOperationDenied: service((one) => {
    one.status = 'Pending';
  }),
  EndpointServiceLocked: service((one) => {
    one.status = 'Pending';
  }),
  EndpointServiceDeleted: service((one) => {
    one.status = 'Deleting';
  }),
  EndpointOperationDenied: endpoint((one) => {
    one.status = 'Pending';
  }),
  EndpointLocked: endpoint((one) => {
    one.status = 'Pending';
  }),
  EndpointConnectionOperationDenied: endpoint((one) => {
    one.connection.status = 'Connecting';
  }),
  'OperationDenied.EndpointProtected': endpoint((one) => {
    Object.assign(one, { protected: true });
  }),
  EndpointServiceResourceNotFound: param('ResourceId', 'lb-none'),
  NeedOpenProduct: account((one) => {
    one.privateLinkOpen = false;
  }),
  QuotaMisMatched: account((one) =>
    Object.assign(one.quotas, { services: 0, resourcesPerService: 0, zonesPerEndpoint: 0 }),
  ),
  'MissingParam.UserArn': without('UserId'),
  'Mismatch.UserIdAndUserArn': param('UserARN', 'acs:ram:*:2000000000000002:*'),
  SecurityGroupNotFound: param('SecurityGroupId', 'sg-none'),
  'IncorrectBusinessStatus.VpcEndpoint': endpoint((one) => {
    one.businessStatus = 'FinancialLocked';
  }),
  'IncorrectBusinessStatus.VpcEndpointService': service((one) => {
    one.businessStatus = 'FinancialLocked';
  }),
  'IncorrectStatus.VpcEndpoint': endpoint((one) => {
    one.status = 'Pending';
  }),
  'IncorrectStatus.VpcEndpointConnection': endpoint((one) => {
    one.connection.status = 'Disconnected';
  }),
  'IncorrectStatus.VpcEndpointService': service((one) => {
    one.status = 'Pending';
  }),
  'IncorrectStatus.VpcEndpointZone': zone('Creating'),
  'ResourceNotFound.VpcEndpoint': param('EndpointId', 'ep-none'),
  'ResourceNotFound.VpcEndpointConnection': async (stage, params) => ({ ...params, ServiceId: await stage.service() }),
  'ResourceNotFound.VpcEndpointService': param('ServiceId', 'epsrv-none'),
  'ResourceNotFound.VpcEndpointZone': param('ZoneId', ids.zoneI),
  MissingTagKeyParam: param('Tag.1.Key', ''),
  IllegalTagKeyParam: param('Tag.1.Key', 'acs:mine'),
  IllegalTagValueParam: (_stage, params) => ({ ...params, 'Tag.1.Key': 'team', 'Tag.1.Value': 'https://mesh' }),
  DuplicatedTagKey: (_stage, params) => ({ ...params, 'Tag.1.Key': 'team', 'Tag.2.Key': 'team', ...values }),
  'InvalidResourceId.NotFound': param('ResourceId.1', 'ep-none'),
};

const values = { 'Tag.1.Value': 'mesh', 'Tag.2.Value': 'cloud' };

/** Where an action comes to a code in another way than others: `Action Code`. */
const BY_ACTION: Readonly<Record<string, Spoil>> = {
  'OpenPrivateLinkService OrderOpend': account((one) => {
    one.privateLinkOpen = true;
  }),
  'OpenPrivateLinkService InvalidAccountStatus.NotEnoughBalance': account((one) => {
    one.arrears = true;
  }),

  'CreateVpcEndpointService AlbNotFound': param('Resource.1.ResourceType', 'alb'),
  'CreateVpcEndpointService LoadBalancerNotFound': param('Resource.1.ResourceId', 'lb-none'),
  'CreateVpcEndpointService LoadBalancerNotSupportPrivateLink': async (stage, params) => ({
    ...params,
    'Resource.1.ResourceId': await publicBalancer(stage),
  }),
  'CreateVpcEndpointService EndpointServicePayerForbidden': param('Payer', 'EndpointService'),
  'CreateVpcEndpointService EndpointServiceNotSupportedZone': param('Resource.1.ZoneId', ids.zoneI),
  'CreateVpcEndpointService IllegalParamFormat.<name>': param('ServiceDescription', 'http://mesh'),
  'CreateVpcEndpointService MissingParam.<name>': param('Resource.1.ResourceId', ''),
  'CreateVpcEndpointService Mismatch.ResourceType': param('ServiceResourceType', 'nlb'),
  'UpdateVpcEndpointServiceAttribute IllegalParamFormat.<name>': param('ServiceDescription', 'http://mesh'),
  'UpdateVpcEndpointServiceAttribute MissingParam.<name>': without('ServiceId'),
  'DeleteVpcEndpointService EndpointServiceDependenceViolation': async (stage) => ({
    ServiceId: await stage.service(),
  }),
  'DeleteVpcEndpointService EndpointServiceConnectionDependence': async (stage) => ({
    ServiceId: (await stage.linked()).ServiceId,
  }),
  'DeleteVpcEndpointService DeleteFailedDueToEndpointExist': async (stage) => {
    stage.cloud.emulator.setSwitches({ deleteServiceWithEndpoints: false });
    const { ServiceId, EndpointId } = await stage.linked();
    await stage.make('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
    return { ServiceId };
  },

  'AttachResourceToVpcEndpointService LoadBalancerNotFound': param('ResourceId', 'lb-none'),
  'AttachResourceToVpcEndpointService LoadBalancerNotSupportPrivateLink': async (stage, params) => ({
    ...params,
    ResourceId: await publicBalancer(stage),
  }),
  'AttachResourceToVpcEndpointService AlbNotFound': async ({ make }, params) => {
    const { ServiceId = '' } = await make('privatelink.CreateVpcEndpointService', { ServiceResourceType: 'alb' });
    return { ...params, ServiceId, ResourceType: 'alb', ResourceId: 'alb-none' };
  },
  'AttachResourceToVpcEndpointService EndpointServiceResourceExist': async (stage, params) => ({
    ...params,
    ServiceId: await stage.service(),
  }),
  'AttachResourceToVpcEndpointService EndpointServiceResourceTypeNotEqual': async (stage, params) => ({
    ...params,
    ServiceId: await stage.service(),
    ResourceType: 'nlb',
  }),
  'AttachResourceToVpcEndpointService Mismatch.ResourceType': param('ResourceType', 'nlb'),
  'AttachResourceToVpcEndpointService EndpointServiceNotSupportedZone': param('ZoneId', ids.zoneI),
  'DetachResourceFromVpcEndpointService EndpointServiceConnectionDependence': async (stage, params) => ({
    ...params,
    ServiceId: (await stage.linked()).ServiceId,
  }),
  'UpdateVpcEndpointServiceResourceAttribute ResourceAutoAllocateViolation': param('AutoAllocatedEnabled', 'false'),

  'CreateVpcEndpoint EndpointZoneDuplicated': (_stage, params) => ({
    ...params,
    'Zone.2.VSwitchId': ids.ackVSwitchJ,
    'Zone.2.ZoneId': ids.zoneJ,
  }),
  'CreateVpcEndpoint EndpointServiceNotSupportedZone': (_stage, params) => ({
    ...params,
    'Zone.1.VSwitchId': ids.ackVSwitchI,
    'Zone.1.ZoneId': ids.zoneI,
  }),
  'CreateVpcEndpoint VSwitchNotFound': param('Zone.1.VSwitchId', 'vsw-none'),
  'CreateVpcEndpoint VSwitchStatusNotAllowed': pendingVSwitch,
  'CreateVpcEndpoint ResourceNotEnough.VSwitchIp': fullVSwitch,
  'CreateVpcEndpoint EniIpUnavailable': param('Zone.1.ip', '10.255.255.1'),
  'CreateVpcEndpoint SecurityGroupNotFound': param('SecurityGroupId.1', 'sg-none'),
  'CreateVpcEndpoint SecurityGroupTypeOnlySingleTypeSupporteded': async (stage, params) => ({
    ...params,
    'SecurityGroupId.2': await enterpriseGroup(stage),
  }),
  'CreateVpcEndpoint EndpointMustContainSecurityGroup': without('SecurityGroupId.1'),
  'CreateVpcEndpoint VpcNotFound': param('VpcId', 'vpc-none'),
  'CreateVpcEndpoint EndpointDuplicated': async (stage, params) => {
    await makeEndpoint(stage.cloud, params['ServiceId'] ?? '');
    stage.cloud.emulator.setSwitches({ endpointDuplicated: 'vpc' });
    return params;
  },
  'CreateVpcEndpoint EndpointServiceResourceNotFound': service((one) => {
    one.resources.length = 0;
  }),
  'CreateVpcEndpoint EndpointServiceNotAuthorized': service((one) => Object.assign(one, { accountId: 'another' })),
  'CreateVpcEndpoint Mismatch.EndpointType': param('EndpointType', 'Reverse'),
  'CreateVpcEndpoint QuotaExceeded.epZonePerEndpoint': account((one) => {
    one.quotas.zonesPerEndpoint = 0;
  }),
  'CreateVpcEndpoint QuotaExceeded.totalEpPerVpc': account((one) => {
    one.quotas.endpointsPerVpc = 0;
  }),
  'CreateVpcEndpoint QuotaExceeded.totalIdleEndpoint': account((one) => {
    one.quotas.idleEndpoints = 0;
  }),
  'DeleteVpcEndpoint EndpointDependenceViolation': async (stage) => ({ EndpointId: (await stage.linked()).EndpointId }),
  'AddZoneToVpcEndpoint EndpointZoneDuplicated': async (stage, params) => ({
    ...params,
    EndpointId: (await stage.linked()).EndpointId,
  }),
  'AddZoneToVpcEndpoint EndpointServiceNotSupportedZone': (_stage, params) => ({
    ...params,
    VSwitchId: ids.ackVSwitchI,
    ZoneId: ids.zoneI,
  }),
  'AddZoneToVpcEndpoint VSwitchNotFound': param('VSwitchId', 'vsw-none'),
  'AddZoneToVpcEndpoint VSwitchStatusNotAllowed': pendingVSwitch,
  'AddZoneToVpcEndpoint ResourceNotEnough.VSwitchIp': fullVSwitch,
  'AddZoneToVpcEndpoint EniIpUnavailable': param('ip', '10.255.255.1'),
  'AddZoneToVpcEndpoint EndpointServiceResourceNotFound': service((one) => {
    one.resources.length = 0;
  }),
  'AddZoneToVpcEndpoint EndpointDuplicated': async (stage, params) => {
    const of = stage.cloud.emulator.world.endpoints.get(params['EndpointId'] ?? '');
    await makeEndpoint(stage.cloud, of?.serviceId ?? '');
    stage.cloud.emulator.setSwitches({ endpointDuplicated: 'zone' });
    return params;
  },

  'EnableVpcEndpointConnection OperationDenied.NoAvailableServiceResource': service(
    (one) => (one.resources.length = 0),
  ),
  'UpdateVpcEndpointZoneConnectionResourceAttribute ZoneOperationDenied': zone('Creating'),
  'UpdateVpcEndpointZoneConnectionResourceAttribute EndpointServiceResourceTypeNotSupport': param(
    'ResourceType',
    'alb',
  ),
  'UpdateVpcEndpointZoneConnectionResourceAttribute IllegalParam.ResourceAllocateMode': param(
    'ResourceAllocateMode',
    'X',
  ),
  'UpdateVpcEndpointZoneConnectionResourceAttribute IllegalParam.ResourceReplaceMode': param(
    'ResourceReplaceMode',
    'X',
  ),
  'UpdateVpcEndpointZoneConnectionResourceAttribute MissingParam.ResourceId': param('ResourceId', ''),
  'AttachSecurityGroupToVpcEndpoint SecurityGroupExist': async (stage, params) => {
    await stage.make('privatelink.AttachSecurityGroupToVpcEndpoint', params);
    return params;
  },
  'AttachSecurityGroupToVpcEndpoint SecurityGroupTypeOnlySingleTypeSupporteded': async (stage, params) => ({
    ...params,
    SecurityGroupId: await enterpriseGroup(stage),
  }),
  'DetachSecurityGroupFromVpcEndpoint EndpointMustContainSecurityGroup': async (stage, params) => {
    await stage.make('privatelink.DetachSecurityGroupFromVpcEndpoint', params);
    const [last = ''] = endpointOf(stage, params).securityGroups.keys();
    return { ...params, SecurityGroupId: last };
  },

  'TagResources MissingTagValueParam': without('Tag.1.Value'),
  'TagResources QuotaExceed.TagsPerResource': account((one) => {
    one.quotas.tagsPerResource = 0;
  }),
  'UntagResources DuplicatedTagKey': param('TagKey.2', 'team'),
  'UntagResources IllegalTagKeyParam': param('TagKey.1', 'acs:mine'),
  'ListTagResources MissingResourceIdOrTagParam': without('ResourceId.1'),
  'ChangeResourceGroup MissingParameter.ResourceId': without('ResourceId'),
  'ChangeResourceGroup MissingParameter.ResourceGroupId': without('ResourceGroupId'),
  'ChangeResourceGroup ResourceNotFound': param('ResourceId', 'ep-none'),
};

/** Undefined where no way is known. */
export function spoilFor(action: string, code: string): Spoil | undefined {
  return BY_ACTION[`${action} ${code}`] ?? BY_CODE[code];
}

function param(name: string, value: string): Spoil {
  return (_stage, params) => ({ ...params, [name]: value });
}

function without(name: string): Spoil {
  return (_stage, params) => Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));
}

function service(change: (service: EndpointService) => void): Spoil {
  return (stage, params) => {
    const id = params['ServiceId'] ?? endpointOf(stage, params).serviceId;
    const found = stage.cloud.emulator.world.services.get(id);
    if (found === undefined) throw new RangeError(`the call names no service that there is: ${id}`);
    change(found);
    return params;
  };
}

function endpoint(change: (endpoint: Endpoint) => void): Spoil {
  return (stage, params) => {
    change(endpointOf(stage, params));
    return params;
  };
}

function zone(status: 'Creating'): Spoil {
  return endpoint(({ zones }) => {
    for (const one of zones.values()) one.status = status;
  });
}

function account(change: (account: Account) => void): Spoil {
  return ({ cloud }, params) => {
    for (const one of cloud.emulator.world.accounts.values()) change(one);
    return params;
  };
}

function endpointOf({ cloud }: Stage, params: Params): Endpoint {
  const found = cloud.emulator.world.endpoints.get(params['EndpointId'] ?? '');
  if (found === undefined) throw new RangeError('the call names no endpoint that there is');
  return found;
}

function pendingVSwitch({ cloud }: Stage, params: Params): Params {
  for (const one of cloud.emulator.world.vSwitches.values()) one.status = 'Pending';
  return params;
}

function fullVSwitch({ cloud }: Stage, params: Params): Params {
  for (const one of cloud.emulator.world.vSwitches.values()) one.occupied = 1_000_000;
  return params;
}

async function publicBalancer({ make }: Stage): Promise<string> {
  const { LoadBalancerId = '' } = await make('slb.CreateLoadBalancer', { MasterZoneId: ids.zoneJ });
  return LoadBalancerId;
}

async function enterpriseGroup({ cloud, make }: Stage): Promise<string> {
  await makeGroup(cloud, ids.ackVpc);
  const { SecurityGroupId = '' } = await make('ecs.CreateSecurityGroup', {
    VpcId: ids.ackVpc,
    SecurityGroupType: 'enterprise',
  });
  return SecurityGroupId;
}
