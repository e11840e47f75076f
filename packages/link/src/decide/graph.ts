/**
 * The plan: a graph of what is still to be done. A node stands in it only while it is outstanding, so a step whose `after` is empty can be run now,
 * and a plan without nodes is a world that is as wished.
 */
import type { ActionRequest } from '@asm-privatelink/cloud';
import { canonical } from '../canonical.ts';
import {
  type ChangeKind,
  type Channel,
  changeKind,
  type Endpoint,
  type EndpointService,
  type Failure,
  type Observation,
  type Problem,
  type Watched,
} from '../model.ts';
import type { Wish } from '../wish.ts';

/** The writes that a plan may hold: these, and no others but `certificateWrites`, are ever sent to the cloud. */
export const writeActions = [
  'CreateVpcEndpointService',
  'UpdateVpcEndpointServiceAttribute',
  'DeleteVpcEndpointService',
  'AttachResourceToVpcEndpointService',
  'DetachResourceFromVpcEndpointService',
  'CreateVpcEndpoint',
  'DeleteVpcEndpoint',
  'AddZoneToVpcEndpoint',
  'RemoveZoneFromVpcEndpoint',
  'EnableVpcEndpointConnection',
  'DisableVpcEndpointConnection',
  'EnableVpcEndpointZoneConnection',
  'AttachSecurityGroupToVpcEndpoint',
  'DetachSecurityGroupFromVpcEndpoint',
  'TagResources',
  'UntagResources',
  'CreateSecurityGroup',
  'AuthorizeSecurityGroup',
  'RevokeSecurityGroup',
  'DeleteSecurityGroup',
] as const;

/** The one write more where the operator is configured to manage certificates. */
export const certificateWrites = ['ModifyCluster'] as const;

export type WriteAction = (typeof writeActions)[number] | (typeof certificateWrites)[number];

/** A value that does not exist yet: what a step will answer. */
export interface Output {
  step: string;
  field: string;
}

/** A request in which any text may still be the output of an earlier step. */
export type Symbolic<T> = T extends string
  ? T | Output
  : T extends readonly (infer Item)[]
    ? readonly Symbolic<Item>[]
    : T extends object
      ? { [Key in keyof T]: Symbolic<T[Key]> }
      : T;

interface NodeBase {
  id: string;
  /** The link (or the object, when no link wants it) that this is for. */
  link: string;
  /** Ids of the nodes that must be gone from the plan, or whose steps must have answered, before this one. */
  after: string[];
}

interface StepBase extends NodeBase {
  kind: 'step';
  /** For a person, as in "could not …": `remove cn-hangzhou-i from ep-1`. */
  what: string;
  /** For a person, as in "because …": `it is no longer wished`. Absent where it goes without saying. */
  why?: string;
  /** Set for creates: the role key under which the answer is remembered, and the id it replaces. */
  creates?: { key: string; idField: string; vanished: boolean; predecessor?: string };
  /** Set for deletes: the object that goes. */
  deletes?: string;
  /** Set where the mesh is claimed for this object: the service that tells whose it is. */
  claims?: string;
  /** Set where an object that a person gave us is given back. */
  releases?: string;
  /** It failed a moment ago and is not run again before this time (ms since the epoch); infinite while the object is paused. */
  heldUntil?: number;
}

/** One write, ready to be sent once its `after` is done. */
export type Step = { [N in WriteAction]: StepBase & { action: N; request: Symbolic<ActionRequest<N>> } }[WriteAction];

/** Something that the cloud is doing by itself. */
export interface Wait extends NodeBase {
  kind: 'wait';
  /** For a person: `endpoint ep-1 to be Active (Creating)`. */
  what: string;
  watched: Watched;
  /** The object whose own list must be read for it (`resources`), or the task (`task`). */
  about?: string;
  /** ms since the epoch; absent when what is waited for was not asked for yet. */
  since?: number;
  /** The kind of change whose end is waited for. */
  change?: ChangeKind;
  /** Only a person can end it: it is watched, but nothing is under way. */
  person?: true;
}

export type Node = Step | Wait;

/** How far one link is. */
export interface LinkPlan {
  id: string;
  channel: Channel;
  /** The clusters it serves: one for an API-server link, all clusters of the VPC for a Pilot link. */
  clusterIds: string[];
  service: EndpointService | undefined;
  endpoint: Endpoint | undefined;
  problems: Problem[];
  /** It carries: see `isUp`. */
  up: boolean;
}

/**
 * How the certificate of one cluster stands towards the domain of its endpoint. `early`: there is no domain yet; `unread`: the cluster could not be
 * read; `unsupported`: clusters of its type take names only when they are made; `changing`: a task of ours is at it; `failed`: such a task was of no avail.
 */
export interface CertificatePlan {
  clusterId: string;
  domain: string | undefined;
  state: (typeof certificateStates)[number];
}

export const certificateStates = [
  'early',
  'unread',
  'present',
  'missing',
  'unsupported',
  'changing',
  'failed',
] as const;

export interface Plan {
  nodes: Node[];
  links: LinkPlan[];
  /** Of the clusters that are wished for. */
  certificates: CertificatePlan[];
  /** What concerns no single link: activation, the control plane, vSwitches that no link uses. */
  problems: Problem[];
  /** Nothing of ours is left, and nothing is wished: the finalizer may go. */
  finished: boolean;
}

/** What later nodes need of an object that may not exist yet: its id, and the nodes that make it usable. */
export interface Handle {
  id: string | Output | undefined;
  after: string[];
}

/** Every wait has a deadline; past it the link says TakingTooLong and polling goes on (design §5). */
const WAIT_DEADLINE_MS = 5 * 60_000;

type WithoutLink<Part> = Part extends unknown ? Omit<Part, 'kind' | 'link'> : never;

/** A wait as it is asked for; `on` names the object and the state it is in, from whose beginning its deadline counts. */
export interface WaitRequest {
  id: string;
  after: string[];
  what: string;
  watched: Watched;
  about?: string;
  on?: { id: string; aspect: string; state: string; since?: number };
  person?: true;
  /** When it takes too long; 5 min when left out. */
  deadlineMs?: number;
}

/** One link's part of the plan while it is being decided: what is added here belongs to that link, and so do its problems. */
export class Track {
  readonly link: string;
  readonly wish: Wish;
  readonly observation: Observation;
  readonly problems: Problem[] = [];
  readonly #nodes: Node[];
  readonly #hold: Problem | undefined;

  /** @param hold why no step may be run, if there is a reason: a link that has one says so */
  constructor(nodes: Node[], link: string, wish: Wish, observation: Observation, hold?: Problem) {
    this.#hold = hold;
    this.#nodes = nodes;
    this.link = link;
    this.wish = wish;
    this.observation = observation;
  }

  /** Adds problems, each once: what concerns several links is said of each of them. */
  say(...problems: readonly Problem[]): void {
    for (const problem of problems) if (!this.problems.includes(problem)) this.problems.push(problem);
  }

  /** Adds a step and returns its id. A failure of it that still holds keeps it back and becomes a problem of the link. */
  step(step: WithoutLink<Step>): string {
    const last = this.failureOf(step.id);
    const failure = last?.request === canonical(step.request) ? last : undefined;
    if (failure?.problem !== undefined) this.problems.push(failure.problem);
    const hold = this.#hold;
    if (hold !== undefined) this.say(hold);
    const until = hold === undefined ? (failure?.until ?? 0) : Number.POSITIVE_INFINITY;
    const held = until > this.observation.at ? { heldUntil: until } : {};
    // The cast only puts back what WithoutLink took out: TypeScript cannot follow a spread over the union of actions.
    this.#nodes.push({ ...step, ...held, kind: 'step', link: this.link } as Step);
    return step.id;
  }

  /** Adds a wait and returns its id. One that takes too long becomes a problem of the link; polling goes on. */
  wait({ on, deadlineMs = WAIT_DEADLINE_MS, ...wait }: WaitRequest): string {
    // It has not begun while something else must be done first.
    const begun = on !== undefined && wait.after.length === 0;
    const seen = begun ? this.observation.memory.since.get(`${on.id}/${on.aspect}`) : undefined;
    const since = on?.since ?? (seen?.state === on?.state ? seen?.at : undefined);
    if (since !== undefined && !wait.person && this.observation.at - since > deadlineMs) {
      this.problems.push({
        reason: 'TakingTooLong',
        severity: 'wait',
        message: `Waiting for ${wait.what} for more than ${deadlineMs / 60_000} minutes. Nothing is lost and it is looked at again; if it stays so, ask the cloud's support about ${on?.id ?? 'it'}.`,
      });
    }
    const change = on === undefined ? {} : { change: changeKind(wait.watched, on.aspect, on.state) };
    this.#nodes.push({ ...wait, ...change, ...(since === undefined ? {} : { since }), kind: 'wait', link: this.link });
    return wait.id;
  }

  failureOf(stepId: string): Failure | undefined {
    return this.observation.memory.failures.get(stepId);
  }
}

/** Orders nodes so that each comes after what it waits for; nodes of one rank can run side by side. For plans that people read. */
export function ranks(nodes: readonly Node[]): Node[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rank = new Map<string, number>();
  const rankOf = (node: Node): number => {
    const known = rank.get(node.id);
    if (known !== undefined) return known;
    rank.set(node.id, 0);
    const value =
      Math.max(-1, ...node.after.map((id) => byId.get(id)).map((before) => (before ? rankOf(before) : -1))) + 1;
    rank.set(node.id, value);
    return value;
  };
  const result: Node[][] = [];
  for (const node of nodes) {
    const list = (result[rankOf(node)] ??= []);
    list.push(node);
  }
  return result;
}
