import type { Handlers } from '../../handler.ts';
import * as connections from './connections.ts';
import * as endpoints from './endpoints.ts';
import * as groups from './groups.ts';
import * as product from './product.ts';
import * as resources from './resources.ts';
import * as services from './services.ts';
import * as tags from './tags.ts';
import * as users from './users.ts';
import * as zoneConnections from './zone-connections.ts';
import { updateZoneResource } from './zone-resource.ts';
import * as zones from './zones.ts';

/** PrivateLink 2020-04-15. */
export const privatelink = {
  'privatelink.OpenPrivateLinkService': product.openPrivateLinkService,
  'privatelink.CheckProductOpen': product.checkProductOpen,
  'privatelink.DescribeRegions': product.describeRegions,
  'privatelink.DescribeZones': product.describeZones,
  'privatelink.ChangeResourceGroup': product.changeResourceGroup,
  'privatelink.CreateVpcEndpointService': services.createVpcEndpointService,
  'privatelink.GetVpcEndpointServiceAttribute': services.getVpcEndpointServiceAttribute,
  'privatelink.UpdateVpcEndpointServiceAttribute': services.updateVpcEndpointServiceAttribute,
  'privatelink.DeleteVpcEndpointService': services.deleteVpcEndpointService,
  'privatelink.ListVpcEndpointServices': services.listVpcEndpointServices,
  'privatelink.ListVpcEndpointServicesByEndUser': services.listVpcEndpointServicesByEndUser,
  'privatelink.ListVpcEndpointServiceResources': resources.listVpcEndpointServiceResources,
  'privatelink.AttachResourceToVpcEndpointService': resources.attachResource,
  'privatelink.DetachResourceFromVpcEndpointService': resources.detachResource,
  'privatelink.UpdateVpcEndpointServiceResourceAttribute': resources.updateResource,
  'privatelink.AddUserToVpcEndpointService': users.addUser,
  'privatelink.RemoveUserFromVpcEndpointService': users.removeUser,
  'privatelink.ListVpcEndpointServiceUsers': users.listUsers,
  'privatelink.CreateVpcEndpoint': endpoints.createVpcEndpoint,
  'privatelink.GetVpcEndpointAttribute': endpoints.getVpcEndpointAttribute,
  'privatelink.UpdateVpcEndpointAttribute': endpoints.updateVpcEndpointAttribute,
  'privatelink.DeleteVpcEndpoint': endpoints.deleteVpcEndpoint,
  'privatelink.ListVpcEndpoints': endpoints.listVpcEndpoints,
  'privatelink.AddZoneToVpcEndpoint': zones.addZone,
  'privatelink.RemoveZoneFromVpcEndpoint': zones.removeZoneFromEndpoint,
  'privatelink.ListVpcEndpointZones': zones.listVpcEndpointZones,
  'privatelink.EnableVpcEndpointConnection': connections.enableConnection,
  'privatelink.DisableVpcEndpointConnection': connections.disableConnection,
  'privatelink.UpdateVpcEndpointConnectionAttribute': connections.updateConnection,
  'privatelink.ListVpcEndpointConnections': connections.listConnections,
  'privatelink.EnableVpcEndpointZoneConnection': zoneConnections.enableZoneConnection,
  'privatelink.DisableVpcEndpointZoneConnection': zoneConnections.disableZoneConnection,
  'privatelink.UpdateVpcEndpointZoneConnectionResourceAttribute': updateZoneResource,
  'privatelink.AttachSecurityGroupToVpcEndpoint': groups.attachSecurityGroup,
  'privatelink.DetachSecurityGroupFromVpcEndpoint': groups.detachSecurityGroup,
  'privatelink.ListVpcEndpointSecurityGroups': groups.listSecurityGroups,
  'privatelink.TagResources': tags.tagResources,
  'privatelink.UntagResources': tags.untagResources,
  'privatelink.ListTagResources': tags.listTagResources,
} satisfies Handlers;
