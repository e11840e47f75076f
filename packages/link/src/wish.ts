/**
 * What the ASMPvlConfig wishes for, freed of Kubernetes. An object being deleted wishes for nothing.
 */
import { type ASMPvlConfig, annotations, type VSwitchRef } from '@asm-privatelink/api';
import { roleKey } from './model.ts';

/** A vSwitch as the spec lists it, with the field it stands in. */
export interface ListedVSwitch extends VSwitchRef {
  field: string;
}

export interface ClusterWish {
  clusterId: string;
  field: string;
  vSwitches: ListedVSwitch[];
}

export interface Wish {
  mesh: string;
  uid: string;
  clusters: ClusterWish[];
  asmVSwitches: ListedVSwitch[];
  deleting: boolean;
  /** A person asked that nothing be changed for now: the plan is made and told, and held. */
  paused: boolean;
  /** Object ids a person allows to be made anew although that interrupts traffic. */
  recreate: ReadonlySet<string>;
  /** Ids of objects made by hand that a person gives us. */
  adopt: ReadonlySet<string>;
  /** A person said, naming the mesh, that whatever else has this object or its cloud objects has them no more. */
  takeOver: boolean;
  /** Ids that the status records, by role key. They heal and order; they never justify a deletion. */
  recorded: ReadonlyMap<string, string>;
  /** The Pilot endpoint that the status records for a cluster, by cluster id. */
  recordedPilot: ReadonlyMap<string, string>;
  /** Whether the object was Available before: decides between Degraded and Provisioning. */
  wasAvailable: boolean;
  /** What the operator is configured to do about certificates that lack the domain of their endpoint. */
  certificates: CertificatePolicy;
}

/** `report`: say it; `manage`: add it. No part of the object: it is not about connectivity (design §2). */
export const certificatePolicies = ['report', 'manage'] as const;
export type CertificatePolicy = (typeof certificatePolicies)[number];

/** The wish of one object for the mesh that owns it. */
export function wishOf(object: ASMPvlConfig, mesh: string, certificates: CertificatePolicy = 'report'): Wish {
  const deleting = object.metadata.deletionTimestamp !== undefined;
  const { recorded, recordedPilot } = recordedIds(object);
  return {
    mesh,
    uid: object.metadata.uid ?? '',
    deleting,
    paused: object.metadata.annotations?.[annotations.pause] === 'true',
    clusters: deleting
      ? []
      : object.spec.ackVpcEndpoint.map((entry, index) => ({
          clusterId: entry.clusterId,
          field: `spec.ackVpcEndpoint[${index}]`,
          vSwitches: listed(entry.vSwitches, `spec.ackVpcEndpoint[${index}].vSwitches`),
        })),
    asmVSwitches: deleting ? [] : listed(object.spec.asmVpcEndpoint.vSwitches, 'spec.asmVpcEndpoint.vSwitches'),
    recreate: idsIn(object, annotations.recreate),
    adopt: idsIn(object, annotations.adopt),
    takeOver: object.metadata.annotations?.[annotations.takeOver] === mesh,
    recorded,
    recordedPilot,
    wasAvailable: object.status?.status === 'Available' || object.status?.status === 'Degraded',
    certificates,
  };
}

function idsIn(object: ASMPvlConfig, annotation: string): Set<string> {
  return new Set((object.metadata.annotations?.[annotation] ?? '').split(/[\s,]+/).filter(Boolean));
}

/** The wish for nothing: whatever bears the key of the mesh goes, whichever object it was made for. */
export function wishForNothing(mesh: string): Wish {
  return {
    mesh,
    uid: '',
    clusters: [],
    asmVSwitches: [],
    deleting: true,
    paused: false,
    recreate: new Set(),
    adopt: new Set(),
    takeOver: false,
    recorded: new Map(),
    recordedPilot: new Map(),
    wasAvailable: false,
    certificates: 'report',
  };
}

function listed(vSwitches: readonly VSwitchRef[], field: string): ListedVSwitch[] {
  return vSwitches.map((vSwitch, index) => ({ ...vSwitch, field: `${field}[${index}]` }));
}

function recordedIds(object: ASMPvlConfig): { recorded: Map<string, string>; recordedPilot: Map<string, string> } {
  const recorded = new Map<string, string>();
  const recordedPilot = new Map<string, string>();
  const record = (key: string, id: string | undefined) => {
    if (id) recorded.set(key, id);
  };
  for (const row of object.status?.clusters ?? []) {
    record(roleKey({ role: 'api-server-endpoint', owner: row.clusterId }), row.pvlEndpoint?.id);
    record(roleKey({ role: 'api-server-service', owner: row.clusterId }), row.pvlEndpointService?.id);
  }
  record('pilot-service', object.status?.pilot?.pvlEndpointService?.id);
  for (const row of object.status?.pilot?.clusters ?? []) {
    if (row.pvlEndpoint?.id) recordedPilot.set(row.clusterId, row.pvlEndpoint.id);
  }
  return { recorded, recordedPilot };
}
