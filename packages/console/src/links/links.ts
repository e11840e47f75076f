/** The links of an ASMPvlConfig as they are shown: each a service, an endpoint and their connection. Read from its status alone. */
import type { ASMPvlConfig, ClusterStatus, PilotClusterStatus, ZoneStatusRow } from '@asm-privatelink/api';
import { isReason, reasons } from '@asm-privatelink/api/reasons';

export type Channel = 'API server' | 'Pilot';

/** How a state is to be taken: reached, on its way, gone wrong, or nothing there yet. */
export type Mood = 'good' | 'working' | 'bad' | 'none';

export interface Stage {
  /** The id of the object; empty while there is none. */
  readonly id: string;
  /** The cloud's own word; empty while there is none. */
  readonly state: string;
  readonly mood: Mood;
}

export interface Link {
  readonly clusterId: string;
  readonly channel: Channel;
  readonly service: Stage;
  readonly endpoint: Stage;
  readonly connection: Stage;
  readonly domain: string;
  /** The zones in which the endpoint has an address, with the vSwitch that gives it. */
  readonly zones: readonly ZoneStatusRow[];
  readonly up: boolean;
  /** Nothing goes on here until a person acts. */
  readonly stuck: boolean;
  readonly reason: string;
  readonly message: string;
}

/** Every link that the spec asks for, in its order, API server before Pilot; those without a row in status have nothing yet. */
export function linksOf({ spec, status }: ASMPvlConfig): Link[] {
  return spec.ackVpcEndpoint.flatMap(({ clusterId }) => {
    const apiServer = status?.clusters?.find((row) => row.clusterId === clusterId);
    const pilot = status?.pilot?.clusters?.find((row) => row.clusterId === clusterId);
    return [
      linkOf('API server', clusterId, apiServer, apiServer?.pvlEndpointService),
      linkOf('Pilot', clusterId, pilot, status?.pilot?.pvlEndpointService),
    ];
  });
}

export function linkKey({ clusterId, channel }: Pick<Link, 'clusterId' | 'channel'>): string {
  return `${clusterId} ${channel}`;
}

function linkOf(
  channel: Channel,
  clusterId: string,
  row: ClusterStatus | PilotClusterStatus | undefined,
  serviceStatus: ClusterStatus['pvlEndpointService'],
): Link {
  const { pvlEndpoint: endpointStatus, reason = '', message = '' } = row ?? {};
  const service = stage(serviceStatus?.id, serviceStatus?.status, 'Active');
  const endpoint = stage(endpointStatus?.id, endpointStatus?.status, 'Active');
  const connection = stage(endpointStatus?.id, endpointStatus?.connectionStatus, 'Connected');
  return {
    channel,
    clusterId,
    service,
    endpoint,
    connection,
    reason,
    message,
    domain: endpointStatus?.domainName ?? '',
    zones: row?.zones ?? [],
    up: [service, endpoint, connection].every(({ mood }) => mood === 'good'),
    stuck: isReason(reason) && reasons[reason].kind === 'person',
  };
}

const wrong: ReadonlySet<string> = new Set(['Disconnected', 'ServiceDeleted', 'Deleting', 'Disconnecting']);

function stage(id: string | undefined, state: string | undefined, wished: string): Stage {
  if (!id || !state) return { id: '', state: '', mood: 'none' };
  return { id, state, mood: state === wished ? 'good' : wrong.has(state) ? 'bad' : 'working' };
}
