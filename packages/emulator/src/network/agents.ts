/**
 * Everything that lives on the network: the clusters' API servers, the meshes' Pilots, and the control planes that look at their
 * members.
 */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { Cluster, type OpenKubeBackend, plainBackend } from './cluster.ts';
import { codeOf } from './errors.ts';
import { HostServers } from './host-servers.ts';
import { latest } from './latest.ts';
import { type MemberSight, MemberWatch, meshTiming } from './mesh.ts';
import type { Network } from './network.ts';
import { pathToApiServer, pathToPilot } from './paths.ts';
import type { Pilot } from './pilot.ts';
import { type ProbeResult, probeApiServer } from './probe.ts';
import type { SidecarSight } from './sidecar.ts';
import { type ClusterView, emptyView, type MeshView, type NetworkView } from './view.ts';

export interface AgentsOptions {
  readonly network: Network;
  readonly clock: Clock;
  readonly log: Log;
  /** What answers behind each cluster's API server; the plain one, unless given. */
  readonly backend?: OpenKubeBackend;
  /** Hears what a mesh's control plane sees of a member. */
  readonly report: (meshId: string, clusterId: string, sight: MemberSight) => void;
}

/** No such mesh or cluster, or no way between them. */
export class NoPathError extends Error {
  override readonly name = 'NoPathError';
  readonly code: 'NoMesh' | 'NoCluster' | 'NoEndpoint' | 'NotConnected';

  constructor(code: NoPathError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export class Agents {
  readonly #options: AgentsOptions;
  readonly #views = latest((view: NetworkView) => this.#make(view));
  readonly #clusters = new Map<string, Cluster>();
  readonly #pilots = new Map<string, Pilot>();
  readonly #watches = new Map<string, MemberWatch>();
  readonly #hosts: HostServers;
  #view: NetworkView = emptyView;

  constructor(options: AgentsOptions) {
    this.#options = options;
    this.#hosts = new HostServers(options.network);
  }

  /** Makes network and agents as the view says. What can be made is made; rejects if something could not. */
  apply(view: NetworkView): Promise<void> {
    return this.#views.set(view);
  }

  /**
   * The administrator's kubeconfig of a cluster, for a program on this machine: it dials the cluster's balancer where that
   * stands here, and verifies one of the certificate's names. Undefined while the balancer does not listen.
   */
  kubeconfig(clusterId: string): string | undefined {
    const cluster = this.#clusters.get(clusterId);
    const view = this.#view.clusters.find(({ id }) => id === clusterId);
    const balancer = this.#view.balancers.find(({ id }) => id === view?.balancerId);
    const ip = balancer?.addresses[0]?.ip;
    if (!cluster || !view || !balancer || ip === undefined) return undefined;
    const place = this.#options.network.locate({ vpcId: balancer.vpcId, ip, port: view.port });
    if (!place) return undefined;
    const [serverName] = view.names;
    return cluster.kubeconfig({
      server: `https://${place.host}:${place.port}`,
      ...(serverName === undefined ? {} : { serverName }),
    });
  }

  /** One look of a mesh's control plane at a member's API server. Rejects with `NoPathError` when there is nothing to dial. */
  async lookAtMember(meshId: string, clusterId: string): Promise<ProbeResult> {
    const { mesh, cluster, running } = this.#find(meshId, clusterId);
    const path = pathToApiServer(this.#view, mesh, cluster);
    if (!path.ok) throw new NoPathError(path.reason, path.message);
    const { network, clock } = this.#options;
    const { timeoutMs } = meshTiming;
    return probeApiServer({ network, clock, ...path, ca: running.ca, timeoutMs });
  }

  /**
   * One connection of a sidecar in a cluster to the mesh's Pilot. Rejects with `NoPathError` when there is nothing to dial, else as
   * `probeSidecar`.
   */
  async lookFromSidecar(meshId: string, clusterId: string): Promise<SidecarSight> {
    const { mesh, cluster } = this.#find(meshId, clusterId);
    const pilot = this.#pilots.get(meshId);
    if (!pilot) throw new NoPathError('NoMesh', `the Pilot of mesh ${meshId} does not run`);
    const path = pathToPilot(this.#view, mesh, cluster);
    if (!path.ok) throw new NoPathError(path.reason, path.message);
    const { network, clock } = this.#options;
    const { fromVpc: vpcId, host, port } = path;
    const { probeSidecar } = await import('./sidecar.ts');
    return probeSidecar({ network, clock, vpcId, host, port, ca: pilot.ca, timeoutMs: meshTiming.timeoutMs });
  }

  /** Stops all agents; the network stays. */
  async close(): Promise<void> {
    await this.#views.set(emptyView);
  }

  #find(meshId: string, clusterId: string): { mesh: MeshView; cluster: ClusterView; running: Cluster } {
    const mesh = this.#view.meshes.find(({ id }) => id === meshId);
    if (!mesh) throw new NoPathError('NoMesh', `there is no mesh ${meshId}`);
    const cluster = this.#view.clusters.find(({ id }) => id === clusterId);
    const running = this.#clusters.get(clusterId);
    if (!cluster || !running) throw new NoPathError('NoCluster', `there is no cluster ${clusterId} with an API server`);
    return { mesh, cluster, running };
  }

  async #make(view: NetworkView): Promise<void> {
    const idle = this.#options.clock.busy();
    this.#view = view;
    this.#hosts.update(view);
    try {
      const results = await Promise.allSettled([
        this.#options.network.apply(view),
        ...this.#syncClusters(view),
        ...this.#syncPilots(view),
      ]);
      this.#syncWatches(view);
      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      const scarce = errors.find((error) => error instanceof Error && codeOf(error) === 'EMFILE');
      if (scarce instanceof Error) throw scarce;
      if (errors.length > 0) throw new AggregateError(errors, `the network is not as described: ${String(errors[0])}`);
    } finally {
      idle();
    }
  }

  #syncClusters(view: NetworkView): Promise<void>[] {
    const { network, clock, backend = plainBackend } = this.#options;
    const wished = new Map(view.clusters.map((cluster) => [cluster.id, cluster]));
    const gone = takeAbsent(this.#clusters, wished).map((cluster) => cluster.close());
    const kept = [...wished.values()].map(async (cluster) => {
      const running = this.#clusters.get(cluster.id) ?? (await Cluster.create(cluster.id, network, clock, backend));
      this.#clusters.set(cluster.id, running);
      await running.update(cluster);
    });
    return [...gone, ...kept];
  }

  #syncPilots(view: NetworkView): Promise<void>[] {
    const { network, clock, log } = this.#options;
    const wished = new Map(view.meshes.map((mesh) => [mesh.id, mesh]));
    const gone = takeAbsent(this.#pilots, wished).map((pilot) => pilot.close());
    const added = [...wished.keys()]
      .filter((id) => !this.#pilots.has(id))
      .map(async (id) => {
        const { startPilot } = await import('./pilot.ts'); // gRPC, which a cloud without a mesh does not need
        this.#pilots.set(id, await startPilot(id, network, clock, log));
      });
    return [...gone, ...added];
  }

  #syncWatches(view: NetworkView): void {
    const { network, clock, report } = this.#options;
    const clusters = new Map(view.clusters.map((cluster) => [cluster.id, cluster]));
    const members = new Map(
      view.meshes.flatMap((mesh) =>
        mesh.memberIds.map((clusterId) => [`${mesh.id}/${clusterId}`, { mesh, clusterId }] as const),
      ),
    );
    for (const watch of takeAbsent(this.#watches, members)) watch.close();
    for (const [key, { mesh, clusterId }] of members) {
      const watch =
        this.#watches.get(key) ?? new MemberWatch(network, clock, (sight) => report(mesh.id, clusterId, sight));
      this.#watches.set(key, watch);
      const cluster = clusters.get(clusterId);
      const running = this.#clusters.get(clusterId);
      if (!cluster || !running) {
        const message = `cluster ${clusterId} has no API server that could be dialled`;
        watch.update({ path: { ok: false, reason: 'NoEndpoint', message }, ca: '', serves: '' });
        continue;
      }
      const serves = `${cluster.serving} ${cluster.certificateEpoch} ${cluster.names.join()}`;
      watch.update({ path: pathToApiServer(view, mesh, cluster), ca: running.ca, serves });
    }
  }
}

/** Takes out of `running` what is not in `wished`, and returns it. */
function takeAbsent<T>(running: Map<string, T>, wished: ReadonlyMap<string, unknown>): T[] {
  const absent = [...running].filter(([id]) => !wished.has(id));
  for (const [id] of absent) running.delete(id);
  return absent.map(([, value]) => value);
}
