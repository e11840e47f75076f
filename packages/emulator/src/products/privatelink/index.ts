import type { Handlers } from '../../handler.ts';
import {
  createVpcEndpoint,
  deleteVpcEndpoint,
  getVpcEndpointAttribute,
  listVpcEndpoints,
  updateVpcEndpointAttribute,
} from './endpoints.ts';
import {
  createVpcEndpointService,
  deleteVpcEndpointService,
  getVpcEndpointServiceAttribute,
  listVpcEndpointServices,
  listVpcEndpointServicesByEndUser,
  updateVpcEndpointServiceAttribute,
} from './services.ts';

/** PrivateLink 2020-04-15. */
export const privatelink = {
  'privatelink.CreateVpcEndpointService': createVpcEndpointService,
  'privatelink.GetVpcEndpointServiceAttribute': getVpcEndpointServiceAttribute,
  'privatelink.UpdateVpcEndpointServiceAttribute': updateVpcEndpointServiceAttribute,
  'privatelink.DeleteVpcEndpointService': deleteVpcEndpointService,
  'privatelink.ListVpcEndpointServices': listVpcEndpointServices,
  'privatelink.ListVpcEndpointServicesByEndUser': listVpcEndpointServicesByEndUser,
  'privatelink.CreateVpcEndpoint': createVpcEndpoint,
  'privatelink.GetVpcEndpointAttribute': getVpcEndpointAttribute,
  'privatelink.UpdateVpcEndpointAttribute': updateVpcEndpointAttribute,
  'privatelink.DeleteVpcEndpoint': deleteVpcEndpoint,
  'privatelink.ListVpcEndpoints': listVpcEndpoints,
} satisfies Handlers;
