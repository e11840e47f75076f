/**
 * The zone rule, per link (design §2): usable are the listed vSwitches of the right VPC whose zone the *other side's* load balancer serves,
 * one per zone, first wins. PrivateLink itself refuses an endpoint in a zone where the service has no resource
 * (`EndpointServiceNotSupportedZone`, alibaba-cloud-api §2.3), so what can be known is said beforehand.
 */
import type { Balancer, Problem, VSwitch } from '../model.ts';
import type { ListedVSwitch } from '../wish.ts';

/** Zones in which the other side can be reached. */
export interface ServedZones {
  zones: readonly string[];
  /** Zones of a balancer's standby: tried, with a warning, until the service itself has said which zones it has. */
  standby: readonly string[];
}

export interface ZoneQuestion {
  /** For messages: `the API server of cluster c1`, `Pilot of mesh m1`. */
  otherSide: string;
  balancerId: string;
  served: ServedZones;
  /** The VPC in which the endpoint stands. */
  vpcId: string;
  /** The list's field, for a problem with the list as a whole. */
  field: string;
  listed: readonly ListedVSwitch[];
  vSwitches: ReadonlyMap<string, VSwitch>;
  /** Where the endpoint stands now: a vSwitch that is still listed is not exchanged for another one of its zone. */
  current: readonly { zoneId: string; vSwitchId: string }[];
}

export interface ZoneAnswer {
  chosen: { zoneId: string; vSwitchId: string }[];
  problems: Problem[];
}

/** What a balancer serves, or what its service says once it exists: then that alone decides. */
export function servedZones(balancer: Balancer, serviceZones: readonly string[] | undefined): ServedZones {
  return serviceZones === undefined
    ? { zones: balancer.zones, standby: balancer.standbyZones }
    : { zones: serviceZones, standby: [] };
}

/** Chooses the zones of one endpoint. Where none is chosen, one problem at least is for a person. */
export function chooseZones(question: ZoneQuestion): ZoneAnswer {
  const { served, listed } = question;
  const chosen = new Map<string, string>();
  const faults: Problem[] = [];
  const others: Problem[] = [];
  const warnings: Problem[] = [];
  const unserved: ListedVSwitch[] = [];

  for (const entry of listed) {
    const vSwitch = question.vSwitches.get(entry.vSwitchId);
    const fault = faultOf(entry, vSwitch, question);
    if (fault !== undefined || vSwitch === undefined) {
      // An entry that this link would not use in any case is another link's business, unless there is nothing else to say.
      if (fault !== undefined) (concerns(entry, vSwitch, served) ? faults : others).push(fault);
      continue;
    }
    if (chosen.has(vSwitch.zoneId) && !standsIn(question, vSwitch)) continue;
    if (served.zones.includes(vSwitch.zoneId)) {
      chosen.set(vSwitch.zoneId, vSwitch.id);
    } else if (served.standby.includes(vSwitch.zoneId)) {
      chosen.set(vSwitch.zoneId, vSwitch.id);
      warnings.push({
        reason: 'StandbyZone',
        severity: 'warning',
        field: `${entry.field}.zoneId`,
        message: `${vSwitch.zoneId} is only the standby zone of ${question.balancerId}, in front of ${question.otherSide}: it is tried, and may be refused. A vSwitch of ${question.vpcId} in ${listZones(served.zones)} is certain.`,
      });
    } else {
      unserved.push(entry);
    }
  }

  const answer = [...chosen].map(([zoneId, vSwitchId]) => ({ zoneId, vSwitchId }));
  if (answer.length > 0) {
    return {
      chosen: answer,
      problems: [...warnings, ...faults.map((fault) => ({ ...fault, severity: 'warning' as const }))],
    };
  }
  if (faults.length > 0) return { chosen: [], problems: faults };
  if (unserved.length === 0 && others.length > 0) return { chosen: [], problems: others };
  return { chosen: [], problems: [notServed(question, unserved)] };
}

function standsIn(question: ZoneQuestion, vSwitch: VSwitch): boolean {
  return question.current.some((zone) => zone.zoneId === vSwitch.zoneId && zone.vSwitchId === vSwitch.id);
}

/** Whether an entry is one that this link would use if it were right: by the zone it claims or the zone it is in. */
function concerns(entry: ListedVSwitch, vSwitch: VSwitch | undefined, served: ServedZones): boolean {
  const wanted = new Set([...served.zones, ...served.standby]);
  return wanted.has(entry.zoneId) || (vSwitch !== undefined && wanted.has(vSwitch.zoneId));
}

function faultOf(entry: ListedVSwitch, vSwitch: VSwitch | undefined, question: ZoneQuestion): Problem | undefined {
  const person = { severity: 'person' as const };
  if (vSwitch === undefined) {
    return {
      ...person,
      reason: 'VSwitchNotFound',
      field: `${entry.field}.vSwitchId`,
      message: `There is no vSwitch ${entry.vSwitchId} in this region. ${suggestion(question)}`,
    };
  }
  if (vSwitch.vpcId !== question.vpcId) {
    return {
      ...person,
      reason: 'VSwitchWrongVpc',
      field: `${entry.field}.vSwitchId`,
      message: `vSwitch ${entry.vSwitchId} is in ${vSwitch.vpcId}, but the endpoint to ${question.otherSide} stands in ${question.vpcId}. ${suggestion(question)}`,
    };
  }
  if (vSwitch.zoneId !== entry.zoneId) {
    return {
      ...person,
      reason: 'VSwitchZoneMismatch',
      field: `${entry.field}.zoneId`,
      message: `zoneId says ${entry.zoneId}, but vSwitch ${entry.vSwitchId} is in ${vSwitch.zoneId}: zoneId is the vSwitch's own zone. ${
        question.served.zones.includes(vSwitch.zoneId) ? `Write zoneId: ${vSwitch.zoneId}.` : suggestion(question)
      }`,
    };
  }
  if (vSwitch.status !== 'Available') {
    return {
      // It is being made or changed: that passes.
      severity: 'wait',
      reason: 'VSwitchNotAvailable',
      field: `${entry.field}.vSwitchId`,
      message: `vSwitch ${entry.vSwitchId} is ${vSwitch.status || 'in no known state'}, not Available. Wait for it, or list another one. ${suggestion(question)}`,
    };
  }
  if (vSwitch.freeAddresses < 1 && !standsIn(question, vSwitch)) {
    return {
      ...person,
      reason: 'VSwitchNoAddress',
      field: `${entry.field}.vSwitchId`,
      message: `vSwitch ${entry.vSwitchId} has no free address left for an endpoint. Free one, or list another one. ${suggestion(question)}`,
    };
  }
  return undefined;
}

function notServed(question: ZoneQuestion, unserved: readonly ListedVSwitch[]): Problem {
  const named = unserved.map((entry) => `${entry.vSwitchId} (${entry.zoneId})`).join(', ');
  return {
    reason: 'ZoneNotServed',
    severity: 'person',
    field: unserved.length === 1 && unserved[0] !== undefined ? `${unserved[0].field}.zoneId` : question.field,
    message: `None of the listed vSwitches lies in a zone that ${question.balancerId}, in front of ${question.otherSide}, serves: ${named === '' ? 'none is listed' : named}, but it serves ${listZones(question.served.zones)}. ${suggestion(question)}`,
  };
}

/** What to write instead: a vSwitch that would do, if the VPC has one; else where one is needed. */
function suggestion(question: ZoneQuestion): string {
  const zones = question.served.zones;
  const fitting = [...question.vSwitches.values()]
    .filter(
      (vSwitch) =>
        vSwitch.vpcId === question.vpcId &&
        zones.includes(vSwitch.zoneId) &&
        vSwitch.status === 'Available' &&
        vSwitch.freeAddresses > 0,
    )
    .sort((a, b) => zones.indexOf(a.zoneId) - zones.indexOf(b.zoneId) || b.freeAddresses - a.freeAddresses)[0];
  if (fitting !== undefined) {
    return `Write vSwitchId: ${fitting.id}, zoneId: ${fitting.zoneId} in ${question.field}.`;
  }
  if (zones.length === 0) return `Look at the zones of ${question.balancerId}.`;
  return `${question.vpcId} has no vSwitch to offer in ${listZones(zones)}: create one there and list it in ${question.field}.`;
}

function listZones(zones: readonly string[]): string {
  return zones.length === 0 ? 'no zone at all' : zones.join(' or ');
}
