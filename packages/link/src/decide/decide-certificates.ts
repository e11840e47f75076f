/**
 * The guide's last step: the domain of each API-server endpoint stands in the certificate of its cluster. Always told; done only where the operator
 * is configured to. Names are appended, never overwritten, and one API server restarts at a time (product-behaviour §D.1, alibaba-cloud-api §0 item 6).
 */
import { covers } from '../diagnose/probe.ts';
import { type Cluster, LOOK_AGAIN_MS, type Observation, type Problem } from '../model.ts';
import type { Wish } from '../wish.ts';
import type { CertificatePlan, LinkPlan, Track } from './graph.ts';

/** Only these take a name after they were made (product-behaviour §D.1). */
const MANAGED = 'ManagedKubernetes';
/** Terraform waits so long for the task (alibaba-cloud-api §5). */
const TASK_DEADLINE_MS = 60 * 60_000;
/** After its restart the mesh finds a member again within this time, or it does not for another reason. */
const RETURN_MS = 5 * 60_000;

/** How every certificate stands; while they are managed, with the nodes that it takes, one cluster after the other. */
export function decideCertificates(
  wish: Wish,
  observation: Observation,
  links: readonly LinkPlan[],
  track: (link: string) => Track,
): { certificates: CertificatePlan[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const manage = wish.certificates === 'manage' && observation.controlPlane.ok;
  const domains = domainsOf(observation, links);
  const certificates = wish.clusters.map(({ clusterId }) => stateOf(clusterId, domains.get(clusterId), observation));
  if (!manage) return { certificates, problems };

  const lacking = certificates.filter(({ state }) => state === 'missing' || state === 'failed');
  const busy = certificates.flatMap(({ clusterId, state }): string[] => {
    const own = track(`certificate/${clusterId}`);
    let wait: string | undefined;
    if (state === 'changing') wait = waitTask(own, clusterId, observation);
    if (state === 'present' && lacking.length > 0) wait = waitReturn(own, clusterId, observation);
    problems.push(...problemsOf(own));
    return wait === undefined ? [] : [wait];
  });
  let after = busy;
  for (const certificate of lacking) {
    const own = track(`certificate/${certificate.clusterId}`);
    after = add(own, certificate, after, observation) ?? after;
    problems.push(...problemsOf(own));
  }
  return { certificates, problems };
}

/** The domains of the endpoints to API servers, by cluster: of those that count, else of those that are there. */
function domainsOf({ endpoints }: Observation, links: readonly LinkPlan[]): ReadonlyMap<string, string> {
  const listed = endpoints.flatMap(({ role, owner, domain, status }): [string, string][] =>
    role === 'api-server-endpoint' && domain !== '' && status !== 'Deleting' ? [[owner, domain]] : [],
  );
  const kept = links.flatMap(({ channel, clusterIds, endpoint }): [string, string][] =>
    channel === 'api-server' && endpoint !== undefined && endpoint.domain !== '' && endpoint.status !== 'Deleting'
      ? clusterIds.map((id) => [id, endpoint.domain])
      : [],
  );
  return new Map([...listed, ...kept]);
}

function stateOf(clusterId: string, domain: string | undefined, { clusters, memory }: Observation): CertificatePlan {
  const found = clusters.get(clusterId);
  const plan = (state: CertificatePlan['state']): CertificatePlan => ({ clusterId, domain, state });
  if (domain === undefined) return plan('early');
  if (found?.ok !== true) return plan('unread');
  const task = memory.certificateTasks.get(clusterId);
  if (task?.domain === domain && task.endedAt === undefined) return plan('changing');
  if (covers(found.value.certificateNames, domain)) return plan('present');
  if (found.value.type !== MANAGED) return plan('unsupported');
  return plan(task?.domain === domain ? 'failed' : 'missing');
}

/** @returns the wait that the others stand behind; none once it takes too long, for one cluster holds up no other for ever */
function waitTask(track: Track, clusterId: string, { at, memory }: Observation): string | undefined {
  const task = memory.certificateTasks.get(clusterId);
  if (task === undefined) return undefined;
  if (task.problem !== undefined) track.say(task.problem);
  const wait = track.wait({
    id: `wait for task ${task.id}`,
    after: [],
    what: `cluster ${clusterId} to have ${task.domain} in its certificate (task ${task.id})`,
    watched: 'task',
    about: task.id,
    on: { id: task.id, aspect: 'state', state: 'running', since: task.at },
    deadlineMs: TASK_DEADLINE_MS,
  });
  return at - task.at > TASK_DEADLINE_MS ? undefined : wait;
}

/**
 * The name is set; whether the API server is back shows only the mesh, which reaches it then. So whoever takes over from an operator that was
 * killed does not restart a second one beside it.
 */
function waitReturn(track: Track, clusterId: string, { at, members, memory }: Observation): string | undefined {
  const member = members?.get(clusterId);
  const since = memory.since.get(`${clusterId}/member`)?.at;
  if (member === undefined || member.state === 'running' || since === undefined || at - since > RETURN_MS) {
    return undefined;
  }
  return track.wait({
    id: `wait for ${clusterId} to be back`,
    after: [],
    what: `the mesh to reach the API server of cluster ${clusterId} again`,
    watched: 'members',
    on: { id: clusterId, aspect: 'member', state: member.state },
  });
}

/** @returns what the next cluster stands behind */
function add(
  track: Track,
  { clusterId, domain = '' }: CertificatePlan,
  after: readonly string[],
  { at, clusters, memory }: Observation,
): string[] | undefined {
  const failed = memory.certificateTasks.get(clusterId);
  if (failed?.problem !== undefined && failed.domain === domain) track.say(failed.problem);
  // What a person has to mend is tried again every few minutes (design §5).
  const lately = failed?.domain === domain && at - (failed.endedAt ?? 0) < LOOK_AGAIN_MS;
  if (lately) return undefined;
  const cluster = clusters.get(clusterId);
  if (cluster?.ok !== true || !canChange(cluster.value)) {
    track.say({
      reason: 'ClusterNotRunning',
      severity: 'warning',
      message: `The certificate of cluster ${clusterId} lacks ${domain}, and can take it once the cluster is running.`,
    });
    return undefined;
  }
  const step = track.step({
    id: `add ${domain} to ${clusterId}`,
    after: [...after],
    action: 'ModifyCluster',
    what: `add ${domain} to the certificate of cluster ${clusterId}`,
    why: 'the mesh dials its API server by that name; it restarts for a moment',
    request: {
      ClusterId: clusterId,
      api_server_custom_cert_sans: { subject_alternative_names: [domain], action: 'append' },
    },
  });
  const held = (memory.failures.get(step)?.until ?? 0) > at;
  const wait = track.wait({
    id: `wait for ${step}`,
    after: [step],
    what: `the API server of cluster ${clusterId} to restart with ${domain} in its certificate`,
    watched: 'task',
  });
  // One that was refused, and is tried again later, holds up no other.
  return held ? undefined : [wait];
}

function canChange({ state }: Cluster): boolean {
  return state === 'running';
}

/** They concern the certificate alone: no link is less up for them. */
function problemsOf({ link, problems }: Track): Problem[] {
  return problems.map((problem) => ({ ...problem, link }));
}
