/**
 * Changes that take time, as plain data: what began them is forgotten, what ends them is found by their kind. So a world can be saved in the
 * middle of its changes, and go on with them later or in another process.
 */
import type { Switches } from './guesses.ts';
import type { TransitionKind } from './profiles.ts';
import type { World } from './world.ts';

/** What the end of a change has to know beside the object it befalls. Kinds that are not here need nothing more. */
export interface ChangeDetails {
  'service.update': {
    /** Auto-accept was turned on. */
    readonly accepts?: boolean;
    /** A zone is to be served by another balancer. */
    readonly move?: ZoneOfEndpoint & { readonly balancerId: string };
  };
  'resource.attach': { readonly balancerId: string; readonly zoneId: string };
  'resource.detach': { readonly balancerId: string; readonly zoneId: string };
  'zone.create': ZoneOfEndpoint;
  'zone.delete': ZoneOfEndpoint;
  'zone.connect': ZoneOfEndpoint;
  'zone.disconnect': ZoneOfEndpoint;
  'group.attach': { readonly groupId: string };
  'group.detach': { readonly groupId: string };
  'nlb.delete': { readonly jobId: string };
  'nlb.configure': { readonly jobId: string; readonly balancerId: string; readonly port: number };
  'cluster.update': { readonly taskId: string; readonly customSans?: readonly string[] };
  'apiServer.restart': { readonly taskId: string; readonly customSans: readonly string[] };
  'mesh.update': { readonly leaving?: string };
}

/** A zone, known by its interface: another one of the same zone id, made later, is not meant. */
export interface ZoneOfEndpoint {
  readonly endpointId: string;
  readonly eniId: string;
}

export type DetailsOf<K extends TransitionKind> = K extends keyof ChangeDetails ? ChangeDetails[K] : undefined;

/** Begins a change of this kind to this object. */
export type After = <K extends TransitionKind>(
  kind: K,
  object: string,
  ...details: K extends keyof ChangeDetails ? [ChangeDetails[K]] : []
) => void;

/** What the end of a change is given. */
export interface Later {
  readonly switches: Switches;
  now(): number;
  /** A change that follows from this one; it keeps what this one has locked. */
  readonly after: After;
}

/** Ends a change. The object may be gone by now, or in another state; then nothing is left to do. */
export type Ending<K extends TransitionKind> = (
  world: World,
  object: string,
  later: Later,
  details: DetailsOf<K>,
) => void;

export type Endings = { readonly [K in TransitionKind]: Ending<K> };
