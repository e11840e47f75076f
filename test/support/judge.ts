/**
 * Watches what the object says and what the cloud is, from outside, and keeps what does not fit. It reads the emulator's own world and the object as
 * any client gets it, and knows nothing of how the operator works.
 */
import { type ASMPvlConfig, type ASMPvlConfigStatus, isReason, reasons, tagKeys } from '@asm-privatelink/api';
import type { Endpoint, EndpointService, World } from '@asm-privatelink/emulator';
import type { Tiers } from '@asm-privatelink/link';
import { kstatusOf, waitedFor } from './readers.ts';

/** A pass, its reads and the write of the status come on top of a tier's period. */
const SLACK_MS = 8_000;

export interface Judge {
  /** Looks now. `seeing`: the operator runs and nothing keeps it from reading the cloud. */
  look(object: ASMPvlConfig | undefined, seeing: boolean): void;
  /** What did not fit, in words. */
  readonly complaints: string[];
  readonly looks: number;
}

export function judgeOf(world: World, now: () => number, tiers: Tiers): Judge {
  const complaints = new Set<string>();
  /** Since when a link that is said to be up is not, by link and tier; only while it could be seen. */
  const cut = new Map<string, number>();
  let looks = 0;

  function lies(status: ASMPvlConfigStatus, seeing: boolean): void {
    const current = new Map<string, { tier: 'fast' | 'audit'; what: string }>();
    for (const link of linksOf(status)) {
      if (!link.up) continue;
      const [fast] = fastFaults(world, link);
      if (fast !== undefined) current.set(`${link.name} fast`, { tier: 'fast', what: fast });
      const [audit] = auditFaults(world, link);
      if (audit !== undefined) current.set(`${link.name} audit`, { tier: 'audit', what: audit });
    }
    for (const key of cut.keys()) if (!current.has(key)) cut.delete(key);
    for (const [key, { tier, what }] of current) {
      if (!seeing) cut.delete(key);
      else if (!cut.has(key)) cut.set(key, now());
      const period = tier === 'fast' ? tiers.fastMs : tiers.auditMs;
      const since = cut.get(key);
      if (since !== undefined && now() - since > period + SLACK_MS) {
        complaints.add(`${key}: said to be Available, but for ${(now() - since) / 1000} s ${what}`);
      }
    }
  }

  function readings(object: ASMPvlConfig): void {
    const { status } = object;
    const conditions = status?.conditions ?? [];
    const is = (type: string) => conditions.find((each) => each.type === type)?.status === 'True';
    const fresh = status?.observedGeneration === object.metadata.generation;
    const available = fresh && status?.status === 'Available';
    const deleting = object.metadata.deletionTimestamp !== undefined;
    const say = (what: string) => complaints.add(`${what}: ${JSON.stringify({ metadata: object.metadata, status })}`);

    if (is('Reconciling') && is('Stalled')) say('Reconciling and Stalled at once');
    if (conditions.some(({ type, status: value }) => /^(Reconciling|Stalled)$/.test(type) && value !== 'True')) {
      say('Reconciling or Stalled present without being True');
    }
    if (is('Ready') !== (status?.status === 'Available')) say('Ready and Available do not say the same');
    if (waitedFor(object) !== available) say(`kubectl wait reads ${String(waitedFor(object))}`);
    const kstatus = kstatusOf(object);
    if (deleting !== (kstatus === 'Terminating')) say(`kstatus reads ${kstatus}`);
    if (kstatus === 'Current' && !available) say('kstatus reads Current');
    if (kstatus === 'Failed') {
      const reason = conditions.find(({ type }) => type === 'Stalled')?.reason ?? '';
      if (!isReason(reason) || reasons[reason].kind !== 'person') say(`kstatus reads Failed for ${reason}`);
    }
    for (const { name, reason } of linksOf(status ?? {})) {
      if (!isReason(reason)) say(`${name} has the unknown reason ${reason}`);
    }
  }

  return {
    look(object, seeing) {
      looks += 1;
      if (object === undefined) return cut.clear();
      readings(object);
      lies(object.status ?? {}, seeing);
    },
    get complaints() {
      return [...complaints];
    },
    get looks() {
      return looks;
    },
  };
}

interface SaidLink {
  name: string;
  up: boolean;
  reason: string;
  endpointId: string | undefined;
  serviceId: string | undefined;
}

/** The links as the status tells them. A link is said to be up by its own reason, or by the word for the whole. */
function linksOf(status: ASMPvlConfigStatus): SaidLink[] {
  const all = status.status === 'Available';
  const link = (
    name: string,
    row: NonNullable<ASMPvlConfigStatus['clusters']>[number],
    serviceId: string | undefined,
  ): SaidLink => ({
    name: `${name} of ${row.clusterId}`,
    up: all || row.reason === 'Available',
    reason: row.reason ?? '',
    endpointId: row.pvlEndpoint?.id,
    serviceId,
  });
  return [
    ...(status.clusters ?? []).map((row) => link('api-server', row, row.pvlEndpointService?.id)),
    ...(status.pilot?.clusters ?? []).map((row) => link('pilot', row, status.pilot?.pvlEndpointService?.id)),
  ];
}

function objectsOf(world: World, { endpointId = '', serviceId = '' }: SaidLink) {
  return { endpoint: world.endpoints.get(endpointId), service: world.services.get(serviceId) };
}

/** What the lists of endpoints, services and connections show of a link that does not carry. */
function fastFaults(world: World, link: SaidLink): string[] {
  const { endpoint, service } = objectsOf(world, link);
  if (service === undefined) return [`there is no service ${link.serviceId}`];
  if (endpoint === undefined) return [`there is no endpoint ${link.endpointId}`];
  return [
    ...(service.status === 'Active' ? [] : [`${service.id} is ${service.status}`]),
    ...(endpoint.status === 'Active' ? [] : [`${endpoint.id} is ${endpoint.status}`]),
    ...(endpoint.connection.status === 'Connected' ? [] : [`${endpoint.id} is ${endpoint.connection.status}`]),
    ...([...endpoint.zones.values()].some(({ status }) => status === 'Connected')
      ? []
      : [`${endpoint.id} has no zone that is connected`]),
  ];
}

/** What only a look at resources and rules shows. */
function auditFaults(world: World, link: SaidLink): string[] {
  const { endpoint, service } = objectsOf(world, link);
  if (endpoint === undefined || service === undefined) return [];
  return [
    ...(service.resources.some(({ status }) => status !== 'Detaching') ? [] : [`${service.id} has no resource`]),
    ...(opened(world, endpoint, service) ? [] : [`no group of ${endpoint.id} lets anything in`]),
  ];
}

function opened(world: World, endpoint: Endpoint, service: EndpointService): boolean {
  const groups = [...endpoint.securityGroups.keys()].flatMap((id) => world.securityGroups.get(id) ?? []);
  if (!service.tags.has(tagKeys.mesh) || groups.length === 0) return true;
  return groups.some(({ rules }) => rules.length > 0);
}
