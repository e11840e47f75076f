/** What happens when each change that takes time is over. */
import type { Endings } from '../changes.ts';
import { apiServerRestarted, clusterUpdated } from './cs/modify.ts';
import { balancerCreated, balancerDeleted } from './nlb/balancers.ts';
import { listenerConfigured } from './nlb/listeners.ts';
import { connectionUpdated } from './privatelink/connections.ts';
import { endpointCreated, endpointDeleted } from './privatelink/endpoints.ts';
import { groupAttached, groupDetached } from './privatelink/groups.ts';
import { connected, disconnected, zoneConnected } from './privatelink/machine.ts';
import { resourceAttached, resourceDetached } from './privatelink/resources.ts';
import { serviceCreated, serviceDeleted, serviceUpdated } from './privatelink/services.ts';
import { zoneDisconnected } from './privatelink/zone-connections.ts';
import { zoneCreated, zoneDeleted } from './privatelink/zones.ts';
import { meshUpdated } from './servicemesh/members.ts';
import { vpcCreated } from './vpc/networks.ts';
import { vSwitchCreated } from './vpc/v-switches.ts';

export const endings: Endings = {
  'service.create': serviceCreated,
  'service.update': serviceUpdated,
  'service.delete': serviceDeleted,
  'resource.attach': resourceAttached,
  'resource.detach': resourceDetached,
  'endpoint.create': endpointCreated,
  'endpoint.delete': endpointDeleted,
  'zone.create': zoneCreated,
  'zone.delete': zoneDeleted,
  'zone.connect': zoneConnected,
  'zone.disconnect': zoneDisconnected,
  'connection.connect': connected,
  'connection.disconnect': disconnected,
  'connection.update': connectionUpdated,
  'group.attach': groupAttached,
  'group.detach': groupDetached,
  'nlb.create': balancerCreated,
  'nlb.delete': balancerDeleted,
  'nlb.configure': listenerConfigured,
  'vpc.create': vpcCreated,
  'vSwitch.create': vSwitchCreated,
  'cluster.update': clusterUpdated,
  'apiServer.restart': apiServerRestarted,
  'mesh.update': meshUpdated,
};
