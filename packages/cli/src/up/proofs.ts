/** The proof, told as it goes: both channels, the refusal before the name is in the certificate, and the mesh's own view after it. */
import type { Cloud } from '@asm-privatelink/cloud';
import { type Deadline, poll } from '../deadline.ts';
import { addCertificateName } from './certificate.ts';
import type { ClusterFacts, MeshFacts } from './facts.ts';
import type { Link } from './links.ts';
import { type MemberState, membersOf } from './members.ts';
import type { NameOf } from './names.ts';
import { type Agents, type Proof, proveApiServer, provePilot } from './prove.ts';
import type { Telling } from './telling.ts';
import { duration } from './timeline.ts';

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

/** Proves each channel that is up. What fails is part of the answer; rejects only when time is up or the cloud refuses. */
export async function proveCluster(subject: Subject, options: ProofOptions): Promise<ClusterProof> {
  const { cluster, apiServer, pilot } = subject;
  for (const link of [pilot, apiServer]) tellDown(link, options);
  return {
    clusterId: cluster.id,
    ...(pilot.up ? { pilot: await pilotChannel(subject, options) } : {}),
    ...(apiServer.up ? await apiServerChannel(subject, options) : {}),
  };
}

function tellDown({ clusterId, channel, up, reason, message }: Link, { nameOf, tell }: ProofOptions): void {
  if (!up) tell.failed(`${nameOf(clusterId)}: no ${channel} channel: ${reason}`, message);
}

async function pilotChannel({ cluster, pilot }: Subject, { agents, mesh, tell, nameOf }: ProofOptions): Promise<Proof> {
  const proof = await provePilot(agents, mesh.id, cluster.id);
  const way = `from ${cluster.vpcId}, through ${pilot.endpoint.id}`;
  tell.proof(`${nameOf(cluster.id)}: Pilot channel`, 'carries the xDS stream of a sidecar', proof, way);
  return proof;
}

async function apiServerChannel(
  subject: Subject,
  options: ProofOptions,
): Promise<{ apiServer: Proof; member: MemberState }> {
  const { agents, mesh, tell, nameOf } = options;
  const { cluster, apiServer } = subject;
  const name = nameOf(cluster.id);
  const before = await proveApiServer(agents, mesh.id, cluster.id);
  if (before.ok) tell.done(`${name}: the certificate of the API server bears the endpoint's domain already`);
  else await addName(subject, before, options);
  const proof = await answering(subject, options);
  const way = `from ${mesh.vpcId}, through ${apiServer.endpoint.id}`;
  tell.proof(`${name}: API-server channel`, 'answers GET /version', proof, way);
  return { apiServer: proof, member: await running(cluster, options) };
}

/** Why it is refused until the name is there; then puts it there. */
async function addName(
  { cluster, apiServer }: Subject,
  before: Proof & { ok: false },
  options: ProofOptions,
): Promise<void> {
  const { cloud, tell, deadline, nameOf } = options;
  const name = nameOf(cluster.id);
  tell.refused(`${name}: API-server channel: bytes arrive, TLS refuses them as yet`, before.message);
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

/** The mesh looks by itself; each state that it shows on the way is told. */
async function running(
  cluster: ClusterFacts,
  { cloud, mesh, tell, deadline, nameOf }: ProofOptions,
): Promise<MemberState> {
  let seen: MemberState = { state: 'Connecting', message: '' };
  const member = await poll(
    async () => {
      const members = await membersOf(cloud, mesh.id, deadline.signal);
      seen = members.get(cluster.id) ?? { state: 'Unknown', message: `${cluster.id} is not a member of ${mesh.id}` };
      return seen.state === 'Running' ? seen : undefined;
    },
    {
      everyMs: 300,
      deadline,
      awaited: () => `member ${nameOf(cluster.id)} to be Running: it is ${seen.state}. ${seen.message}`,
    },
  );
  tell.done(`${nameOf(cluster.id)}: the mesh shows it Connecting → Running`);
  return member;
}
