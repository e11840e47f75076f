/** The proof, told as it goes: both channels, the refusal before the name is in the certificate, and the mesh's own view after it. */
import type { Cloud } from '@asm-privatelink/cloud';
import type { Link, NameOf } from '@asm-privatelink/console/links';
import { codeOf } from '../code-of.ts';
import { type Deadline, poll } from '../deadline.ts';
import { duration } from '../links/timeline.ts';
import { addCertificateName } from '../san/append.ts';
import type { ClusterFacts, MeshFacts } from './facts.ts';
import { type MemberState, membersOf } from './members.ts';
import { type Agents, type Proof, proveApiServer, provePilot } from './prove.ts';
import type { Telling } from './telling.ts';

export interface ProofOptions {
  readonly agents: Agents;
  readonly cloud: Cloud;
  readonly mesh: MeshFacts;
  readonly nameOf: NameOf;
  readonly tell: Telling;
  readonly deadline: Deadline;
}

/** The links of one cluster. */
export interface Subject {
  readonly cluster: ClusterFacts;
  readonly apiServer: Link;
  readonly pilot: Link;
}

/** What there was to prove of one cluster; absent where the link is not up. */
export interface ClusterProof {
  readonly clusterId: string;
  readonly pilot?: Proof;
  readonly apiServer?: Proof;
  readonly member?: MemberState;
}

/**
 * Proves each channel that is up: Pilot's one after the other, then the API servers' side by side, for each of them restarts and that takes
 * its time. What fails is part of the answer.
 *
 * @throws what `deadline.error` gives, when something is still awaited then
 */
export async function proveAll(subjects: readonly Subject[], options: ProofOptions): Promise<ClusterProof[]> {
  const pilots: Partial<ClusterProof>[] = [];
  for (const subject of subjects) pilots.push(await pilotChannel(subject, options));
  const apiServers = await Promise.all(subjects.map((subject) => apiServerChannel(subject, options)));
  return subjects.map(({ cluster }, index) => ({ clusterId: cluster.id, ...pilots[index], ...apiServers[index] }));
}

function tellDown({ clusterId, channel, reason, message }: Link, { nameOf, tell }: ProofOptions): void {
  tell.failed(`${nameOf(clusterId)}: no ${channel} channel: ${reason}`, message);
}

async function pilotChannel({ cluster, pilot }: Subject, options: ProofOptions): Promise<Pick<ClusterProof, 'pilot'>> {
  const { agents, mesh, tell, nameOf } = options;
  if (!pilot.up) {
    tellDown(pilot, options);
    return {};
  }
  const proof = await provePilot(agents, mesh.id, cluster.id);
  const way = `from ${cluster.vpcId}, through ${pilot.endpoint.id}`;
  tell.proof(`${nameOf(cluster.id)}: Pilot channel`, 'carries the xDS stream of a sidecar', proof, way);
  return { pilot: proof };
}

async function apiServerChannel(
  subject: Subject,
  options: ProofOptions,
): Promise<Pick<ClusterProof, 'apiServer' | 'member'>> {
  const { agents, deadline, mesh, tell, nameOf } = options;
  const { cluster, apiServer } = subject;
  const name = nameOf(cluster.id);
  if (!apiServer.up) {
    tellDown(apiServer, options);
    return {};
  }
  try {
    const before = await memberNow(cluster, options);
    const refusal = await proveApiServer(agents, mesh.id, cluster.id);
    if (refusal.ok) tell.done(`${name}: the certificate of the API server bears the endpoint's domain already`);
    else await addName(subject, refusal, options);
    const proof = await answering(subject, options);
    const way = `from ${mesh.vpcId}, through ${apiServer.endpoint.id}`;
    tell.proof(`${name}: API-server channel`, 'answers GET /version', proof, way);
    const after = await running(cluster, options);
    tell.done(`${name}: the mesh shows it ${before.state} → ${after.state}`);
    return { apiServer: proof, member: after };
  } catch (error) {
    if (deadline.signal.aborted) throw error;
    const message = error instanceof Error ? error.message : String(error);
    tell.failed(`${name}: the API-server channel could not be proven`, message);
    return { apiServer: { ok: false, reason: codeOf(error), message } };
  }
}

/** Why it is refused until the name is there; then puts it there. */
async function addName(
  { cluster, apiServer }: Subject,
  before: Proof & { ok: false },
  options: ProofOptions,
): Promise<void> {
  const { cloud, tell, deadline, nameOf } = options;
  const name = nameOf(cluster.id);
  const how = before.reason === 'CertificateName' ? 'bytes arrive, TLS refuses them' : before.reason;
  tell.refused(`${name}: API-server channel, as yet: ${how}`, before.message);
  const startedAt = performance.now();
  const taskId = await addCertificateName(cloud, cluster.id, apiServer.domain, deadline);
  const took = duration(performance.now() - startedAt);
  tell.done(`${name}: added the domain to its certificate`, `ModifyCluster, append: task ${taskId} took ${took}`);
}

/** The API server restarts with its new certificate: until it answers, it does not. */
async function answering({ cluster }: Subject, { agents, mesh, deadline, nameOf }: ProofOptions): Promise<Proof> {
  let last: Proof = { ok: false, reason: 'Pending', message: 'not asked yet' };
  return await poll(
    async () => {
      last = await proveApiServer(agents, mesh.id, cluster.id);
      return last.ok ? last : undefined;
    },
    {
      everyMs: 200,
      deadline,
      awaited: () =>
        `the API server of ${nameOf(cluster.id)} to answer after its restart: ${last.ok ? '' : last.message}`,
    },
  );
}

/** The mesh looks by itself, every few seconds. */
async function running(cluster: ClusterFacts, options: ProofOptions): Promise<MemberState> {
  const { deadline, nameOf } = options;
  let seen: MemberState = { state: 'Unknown', message: '' };
  return await poll(
    async () => {
      seen = await memberNow(cluster, options);
      return seen.state === 'Running' ? seen : undefined;
    },
    {
      everyMs: 300,
      deadline,
      awaited: () => `member ${nameOf(cluster.id)} to be Running: it is ${seen.state}. ${seen.message}`,
    },
  );
}

async function memberNow({ id }: ClusterFacts, { cloud, mesh, deadline }: ProofOptions): Promise<MemberState> {
  const members = await membersOf(cloud, mesh.id, deadline.signal);
  return members.get(id) ?? { state: 'Unknown', message: `${id} is not a member of ${mesh.id}` };
}
