/** The state of an ASMPvlConfig as people and programs ask for it, read from the object alone. Pure. */
import type { ASMPvlConfig, Condition } from '@asm-privatelink/api';
import { conditionTypes } from '@asm-privatelink/api/names';
import { type Link, linksOf, type Stage } from '@asm-privatelink/console/links';
import { exitCodes } from '../exit-codes.ts';
import type { StatusData } from './schema.ts';

export function statusData(config: ASMPvlConfig): StatusData {
  const { metadata, spec, status } = config;
  const links = linksOf(config);
  const of = (clusterId: string, channel: Link['channel']) =>
    linkData(links.find((link) => link.clusterId === clusterId && link.channel === channel));
  const generation = status?.observedGeneration;
  const current = generation === undefined ? null : generation === metadata.generation;
  const word = status?.status ?? 'Pending';
  return {
    name: 'default',
    status: word,
    health: healthOf(word, current, links),
    current,
    controller: statusWriter(config),
    linksUp: links.filter(({ up }) => up).length,
    links: links.length,
    clusters: spec.ackVpcEndpoint.map(({ clusterId }) => ({
      clusterId,
      apiServer: of(clusterId, 'API server'),
      pilot: of(clusterId, 'Pilot'),
    })),
    notes: (status?.conditions ?? []).filter((each) => deservesALook(each, word, links)).map(noteOf),
  };
}

/** The exit code of a command that has looked. */
export function exitOf({ health }: StatusData): number {
  return { good: exitCodes.ok, progressing: exitCodes.progressing, bad: exitCodes.unhealthy }[health];
}

/** The vendor documents no word but Available: of what another controller says the links decide. */
function healthOf(word: string, current: boolean | null, links: readonly Link[]): StatusData['health'] {
  if (current === false) return 'progressing';
  switch (word) {
    case 'Available':
      return 'good';
    case 'Degraded':
    case 'Failed':
      return 'bad';
    case 'Pending':
    case 'Provisioning':
    case 'Deleting':
      return 'progressing';
    default: {
      const broken = links.some(({ service, endpoint, connection }) =>
        [service, endpoint, connection].some(({ mood }) => mood === 'bad'),
      );
      return broken ? 'bad' : 'progressing';
    }
  }
}

function linkData(link: Link | undefined): StatusData['clusters'][number]['apiServer'] {
  const { service, endpoint, connection, domain, zones = [], reason, message, up = false } = link ?? {};
  return {
    up,
    service: partOf(service),
    endpoint: partOf(endpoint),
    connection: connection?.state || null,
    domainName: domain || null,
    zones: zones.map(({ zoneId }) => zoneId),
    reason: reason || null,
    message: message || null,
  };
}

function partOf(stage: Stage | undefined): { id: string; status: string } | null {
  return stage === undefined || stage.id === '' ? null : { id: stage.id, status: stage.state };
}

/** Of Ready and what goes with it the rows of the links tell; it is said once more only where they could not. */
function deservesALook({ type, status }: Condition, word: string, links: readonly Link[]): boolean {
  switch (type) {
    case conditionTypes.stalled:
      return status === 'True' && links.every(({ message }) => message === '');
    case conditionTypes.warnings:
      return status === 'True';
    case conditionTypes.certificateNames:
    case conditionTypes.membersRunning:
      return status === 'False' && word === 'Available';
    default:
      return false;
  }
}

function noteOf({ type, reason, message }: Condition): StatusData['notes'][number] {
  return { type, reason, message };
}

function statusWriter({ metadata }: ASMPvlConfig): string | null {
  const writers = (metadata.managedFields ?? []).filter(({ fieldsV1 }) => fieldsV1?.['f:status'] !== undefined);
  return writers.at(-1)?.manager ?? null;
}
