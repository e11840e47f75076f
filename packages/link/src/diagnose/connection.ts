/** The connection between endpoint and service, as a whole and in each zone. */
import { reasons } from '@asm-privatelink/api';
import type { Endpoint } from '../model.ts';
import type { Check, Remedy } from './diagnosis.ts';
import { aliyun } from './remedies.ts';
import { causeAt, notYet, type Told, told, type Walk } from './walk.ts';

const check = 'connection';

export function checkConnection(walk: Walk): Check {
  const { endpoint, link } = walk;
  if (endpoint === undefined) {
    return told(check, 'waiting', {
      on: link.id,
      reason: 'Provisioning',
      text: 'there is no endpoint yet',
      remedy: { text: 'Wait.' },
    });
  }
  const evidence = [`connection ${endpoint.connection || 'unknown'}`, ...zoneStates(endpoint)];
  switch (endpoint.connection) {
    case 'Connected':
      return zones(walk, endpoint);
    case 'Disconnected':
      return disconnected(walk, endpoint, evidence);
    case 'ServiceDeleted':
      return notYet(check, walk, {
        on: endpoint.id,
        reason: 'EndpointServiceDeleted',
        text: `the endpoint service ${endpoint.serviceId} was deleted: ${endpoint.id} leads nowhere, and cannot be led elsewhere`,
        evidence,
        remedy: {
          text: 'Delete the endpoint, and have both made anew. A new endpoint has a new domain name: it must be added to the certificate.',
          command: aliyun('privatelink', 'DeleteVpcEndpoint', { RegionId: walk.region, EndpointId: endpoint.id }),
        },
      });
    default:
      return told(check, 'waiting', {
        on: endpoint.id,
        reason: 'Provisioning',
        text: `the connection is ${endpoint.connection || 'not known'}: the cloud is at it`,
        evidence,
        remedy: { text: 'Wait a minute, and look again.', command: 'asmpvl status --watch' },
      });
  }
}

function disconnected(walk: Walk, endpoint: Endpoint, evidence: readonly string[]): Check {
  const { service, region, cause } = walk;
  const refused = cause?.problem.reason === 'ConnectionRefused' ? undefined : causeAt(check, walk, endpoint.id);
  if (refused !== undefined) return { ...refused, evidence: [...evidence, ...(refused.evidence ?? [])] };
  const manual = service?.autoAccept === false;
  return notYet(check, walk, {
    on: endpoint.id,
    reason: 'ConnectionRefused',
    text: manual
      ? `nobody has accepted the connection, and ${service.id} does not accept by itself`
      : 'the connection is down: it was refused or cut in the cloud',
    evidence: [...evidence, `automatic acceptance ${manual ? 'off' : 'on'}`],
    remedy: {
      text: `${reasons.ConnectionRefused.action.replace(/\.$/, '')}: Endpoint Services, ${endpoint.serviceId}, Endpoint Connections.`,
      command: aliyun('privatelink', 'EnableVpcEndpointConnection', {
        RegionId: region,
        ServiceId: endpoint.serviceId,
        EndpointId: endpoint.id,
      }),
    },
  });
}

/** Connected as a whole is connected in one zone at least: in the others nothing passes. */
function zones(walk: Walk, endpoint: Endpoint): Check {
  const all = endpoint.zones ?? [];
  const down = all.filter(({ status }) => status !== 'Connected' && status !== 'Migrated');
  const [first] = down;
  if (first === undefined) {
    return told(check, 'ok', { on: endpoint.id, text: `Connected${all.length > 1 ? ` in ${all.length} zones` : ''}` });
  }
  const rest: Told & { remedy: Remedy } = {
    on: endpoint.id,
    reason: 'ZoneDown',
    text: `Connected, but not in ${down.map(({ zoneId, status }) => `${zoneId} (${status})`).join(', ')}`,
    evidence: zoneStates(endpoint),
    remedy: zoneRemedy(walk, endpoint, first),
  };
  return down.length < all.length ? told(check, 'warning', rest) : notYet(check, walk, rest);
}

function zoneRemedy(
  { region }: Walk,
  endpoint: Endpoint,
  { zoneId, status }: { zoneId: string; status: string },
): Remedy {
  if (status !== 'Disconnected') {
    return {
      text: `Wait a minute; if ${zoneId} stays ${status}, see that the service has a load balancer in that zone.`,
    };
  }
  return {
    text: `Connect ${zoneId} again.`,
    command: aliyun('privatelink', 'EnableVpcEndpointZoneConnection', {
      RegionId: region,
      ServiceId: endpoint.serviceId,
      EndpointId: endpoint.id,
      ZoneId: zoneId,
    }),
  };
}

function zoneStates({ zones: all = [] }: Endpoint): string[] {
  return all.map(({ zoneId, status }) => `${zoneId} ${status}`);
}
