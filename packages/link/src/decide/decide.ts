/**
 * From what is wished and what is there: what to do, in which order, and what stands in the way. Pure: no clock, no I/O. The operator, the plan
 * command, the diagnosis and the console all ask this function, so what they say is what will happen.
 */
import { annotations, tagKeys } from '@asm-privatelink/api';
import { groupBy } from '../group-by.ts';
import {
  type Balancer,
  type Channel,
  type Endpoint,
  type EndpointService,
  isUp,
  LIST_GRACE_MS,
  type Observation,
  type Problem,
  roleKey,
  type SecurityGroup,
} from '../model.ts';
import { type Owner, ownerOf } from '../owner.ts';
import type { Wish } from '../wish.ts';
import { decideGroups } from './channel-groups.ts';
import { decideCertificates } from './decide-certificates.ts';
import { decideEndpoint } from './decide-endpoint.ts';
import { decideService, isReplaced } from './decide-service.ts';
import { apiServerDraft, type Draft, pilotDrafts } from './drafts.ts';
import { candidate } from './eligible.ts';
import { type Handle, type LinkPlan, type Node, type Plan, Track } from './graph.ts';
import { channelOf, removeLeftovers } from './leftovers.ts';
import { endpointRole, keysOf, linkIdOf, type Present, type Settled, settle, type Taken } from './settle.ts';
import { lostTags, takeUntagged } from './untagged.ts';
import { foreignConnections, unusedVSwitches } from './warnings.ts';

/** Somebody else keeps the mesh and this object goes: what is there is the other one's. */
const NOT_OURS: Plan = { nodes: [], links: [], certificates: [], problems: [], finished: true };

/** Decides everything at once: the whole graph, for all links, and for what is left over. */
export function decide(wish: Wish, observation: Observation): Plan {
  const decision = new Decision(wish, observation);
  if (wish.deleting && ownerOf(wish, observation).other) return NOT_OURS;
  decision.owned();
  if (!wish.deleting) decision.wanted();
  decision.unwanted();
  return decision.plan();
}

function pausedHold(): Problem {
  return {
    reason: 'Paused',
    severity: 'person',
    message: `Nothing is changed while the annotation ${annotations.pause} is "true". Remove it to go on.`,
  };
}

class Decision {
  readonly #wish: Wish;
  readonly #observation: Observation;
  readonly #nodes: Node[] = [];
  readonly #links: LinkPlan[] = [];
  readonly #problems: Problem[] = [];
  /** Role keys that the wish calls for: what is there under any other key is left over. */
  readonly #kept = new Set<string>();
  /** Objects beside the kept one in a role, to go once the kept one is connected. */
  readonly #extras: { endpoint?: Endpoint; service?: EndpointService; after: LinkPlan }[] = [];
  /** While the VPC of a wished cluster cannot be read, no Pilot endpoint can be called unwanted. */
  #someVpcUnknown = false;
  /** Services that are made anew: none of their endpoints stays. */
  readonly #replaced = new Set<string>();
  readonly #usedVSwitches = new Set<string>();

  #taken: Taken = { services: [], endpoints: [], refused: new Map(), problems: [] };
  #present: Present = { services: new Map(), endpoints: new Map() };
  readonly #owner: Owner;
  readonly #hold: Problem | undefined;

  constructor(wish: Wish, observation: Observation) {
    this.#wish = wish;
    this.#observation = observation;
    this.#owner = ownerOf(wish, observation);
    this.#hold = wish.paused ? pausedHold() : this.#owner.hold;
  }

  /** Says whose the mesh is, where that is not settled. */
  owned(): void {
    const { claim, hold } = this.#owner;
    if (hold !== undefined) this.#problems.push(hold);
    if (claim === undefined || !(this.#wish.deleting || this.#observation.controlPlane.ok)) return;
    const track = new Track(
      this.#nodes,
      'mesh',
      this.#wish,
      this.#observation,
      this.#wish.paused ? this.#hold : undefined,
    );
    track.step({
      id: `claim ${claim.id}`,
      after: [],
      action: 'TagResources',
      claims: claim.id,
      what: `mark ${claim.id} as this object's`,
      why: `it was made for another one, ${claim.uid}`,
      request: {
        ResourceType: 'vpcendpointservice',
        ResourceId: [claim.id],
        Tag: [{ Key: tagKeys.uid, Value: this.#wish.uid }],
      },
    });
    this.#problems.push(...track.problems);
  }

  wanted(): void {
    const { controlPlane } = this.#observation;
    if (!controlPlane.ok) {
      this.#problems.push(controlPlane.problem);
      this.#keepEverything();
      return;
    }
    if (this.#observation.activated === false) {
      this.#problems.push({
        reason: 'NotActivated',
        severity: 'person',
        message:
          'PrivateLink is not activated for this account. Activate it once, in the VPC console or with `aliyun privatelink OpenPrivateLinkService`; it is looked for again by itself.',
      });
    }
    const candidates = this.#wish.clusters.map((cluster) => candidate(cluster, controlPlane.value, this.#observation));
    this.#someVpcUnknown = candidates.some(
      ({ cluster, problems }) =>
        cluster === undefined && !problems.some((problem) => problem.reason === 'ClusterNotFound'),
    );
    const apiServer = candidates.map((each) => apiServerDraft(each, controlPlane.value, this.#wish, this.#observation));
    const pilot = pilotDrafts(candidates, controlPlane.value, this.#wish, this.#observation);
    this.#taken = takeUntagged([...apiServer, ...pilot], this.#observation, (link) => this.#track(link));
    this.#problems.push(...this.#taken.problems);
    this.#present = {
      services: groupBy([...this.#observation.services, ...this.#taken.services], roleKey),
      endpoints: groupBy([...this.#observation.endpoints, ...this.#taken.endpoints], roleKey),
    };
    this.#decideChannel('api-server', apiServer);
    this.#decideChannel('pilot', pilot);
    this.#problems.push(...unusedVSwitches(this.#wish, this.#links, this.#usedVSwitches));
  }

  /** What bears our tags and is not called for goes. */
  unwanted(): void {
    // The Pilot service is every Pilot link's: one beside it is named by each of them, and goes when all of them are up.
    const needed = new Set(
      this.#extras.flatMap(({ endpoint, service, after }) =>
        after.up || this.#replaced.has(endpoint?.serviceId ?? '') ? [] : (endpoint ?? service),
      ),
    );
    const extras = this.#extras.filter(({ endpoint, service }) => !needed.has(endpoint ?? service));
    const left = {
      endpoints: [
        ...this.#observation.endpoints.filter((endpoint) => this.#isLeft(endpoint)),
        ...new Set(extras.flatMap(({ endpoint }) => endpoint ?? [])),
      ],
      services: [
        ...this.#observation.services.filter((service) => this.#isLeft(service)),
        ...new Set(extras.flatMap(({ service }) => service ?? [])),
      ],
      groups: this.#observation.groups.filter((group) => this.#isLeft(group)),
    };
    // What stands in the way of taking something away concerns the object as a whole: no link wants it any more.
    this.#problems.push(...removeLeftovers(left, this.#observation, (link) => this.#track(link)));
  }

  plan(): Plan {
    const { endpoints, services, groups } = this.#observation;
    const lost = this.#wish.deleting ? lostTags(this.#wish, this.#observation) : [];
    const { certificates, problems } = decideCertificates(this.#wish, this.#observation, this.#links, (link) =>
      this.#track(link),
    );
    this.#problems.push(...lost, ...problems);
    return {
      nodes: this.#nodes,
      links: this.#links,
      certificates,
      problems: this.#problems,
      finished:
        this.#wish.deleting &&
        lost.length + endpoints.length + services.length + groups.length === 0 &&
        !this.#someUnlisted(),
    };
  }

  /** Whether something was made a moment ago that no list shows yet. */
  #someUnlisted(): boolean {
    const { memory, at } = this.#observation;
    return [...memory.created.values()].some((created) => at - created.at <= LIST_GRACE_MS);
  }

  #decideChannel(channel: Channel, drafts: readonly Draft[]): void {
    const settled = drafts.map((draft) => this.#settle(draft));
    const groups = decideGroups(channel, settled, (link) => this.#track(link));
    const pilotService = channel === 'pilot' ? this.#pilotService(settled) : undefined;
    for (const one of settled) {
      const { draft, track, endpoint } = one;
      const service = one.service;
      const untagged = service !== undefined && this.#isTaken(service);
      let handle: Handle = { id: untagged ? undefined : service?.id, after: [] };
      if (channel === 'pilot') handle = pilotService ?? handle;
      else if (draft.balancer !== undefined && (service === undefined ? one.ready : !untagged)) {
        handle = decideService(
          track,
          { role: 'api-server-service', owner: draft.owner, balancer: draft.balancer },
          service,
          this.#usersOf(service, draft.balancer),
        );
      }
      if (draft.owner !== '' && (endpoint === undefined ? one.ready : !this.#isTaken(endpoint))) {
        const group = groups.get(draft.vpcId) ?? { id: undefined, after: [] };
        const zones = one.ready ? one.zones.chosen : [];
        const wanted = { role: endpointRole(channel), owner: draft.owner, vpcId: draft.vpcId, zones };
        decideEndpoint(track, wanted, handle, group, endpoint);
      }
      this.#finishLink(one);
    }
  }

  #settle(draft: Draft): Settled {
    for (const key of Object.values(keysOf(draft))) this.#kept.add(key);
    const settled = settle(draft, this.#present, this.#track(linkIdOf(draft)), this.#taken);
    for (const zone of settled.zones.chosen) this.#usedVSwitches.add(zone.vSwitchId);
    return settled;
  }

  /** The one Pilot service, made when the first Pilot link is ready. */
  #pilotService(settled: readonly Settled[]): Handle | undefined {
    const balancer = settled.find((one) => one.draft.balancer !== undefined)?.draft.balancer;
    const service = settled[0]?.service;
    const wanted = service === undefined ? settled.some((one) => one.ready) : !this.#isTaken(service);
    if (balancer === undefined || !wanted) return undefined;
    const track = this.#track('pilot-service');
    const users = this.#usersOf(service, balancer);
    const handle = decideService(track, { role: 'pilot-service', owner: '', balancer }, service, users);
    for (const one of settled) one.track.say(...track.problems);
    return handle;
  }

  /** Whether it only now becomes ours: until it bears our tags, nothing else is done to it. */
  #isTaken({ id }: { id: string }): boolean {
    return [...this.#taken.services, ...this.#taken.endpoints].some((each) => each.id === id);
  }

  /** The endpoints of ours on a service, all of which go when it is replaced. */
  #usersOf(service: EndpointService | undefined, balancer: Balancer): Endpoint[] {
    if (service === undefined) return [];
    if (isReplaced(this.#wish, balancer, service)) this.#replaced.add(service.id);
    return this.#observation.endpoints.filter((each) => each.serviceId === service.id);
  }

  #finishLink({ draft, track, service, endpoint, extras }: Settled): void {
    track.problems.push(...foreignConnections(this.#observation, service));
    const link: LinkPlan = {
      id: track.link,
      channel: draft.channel,
      clusterIds: draft.clusters.map((each) => each.wish.clusterId),
      service,
      endpoint,
      problems: track.problems,
      up: isUp(service, endpoint),
    };
    this.#links.push(link);
    this.#extras.push(...extras.map((extra) => ({ ...extra, after: link })));
  }

  /** Without the control plane nothing can be called wished or unwished: all that is ours stays. */
  #keepEverything(): void {
    const { endpoints, services, groups } = this.#observation;
    for (const each of [...endpoints, ...services, ...groups]) this.#kept.add(roleKey(each));
  }

  #isLeft(object: Endpoint | EndpointService | SecurityGroup): boolean {
    if (this.#kept.has(roleKey(object))) return false;
    if ('serviceId' in object && this.#replaced.has(object.serviceId)) return true;
    return !(this.#someVpcUnknown && channelOf(object.role) === 'pilot');
  }

  #track(link: string): Track {
    return new Track(this.#nodes, link, this.#wish, this.#observation, this.#hold);
  }
}
