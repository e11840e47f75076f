/**
 * The door to what runs behind the emulated control plane: real API servers of clusters and meshes. The emulator knows of them only what
 * is asked here; whoever composes the parts fills it in.
 */

export interface KubeconfigOptions {
  /** With the private address as server, rather than the public one. */
  readonly privateAddress: boolean;
  readonly durationMinutes?: number | undefined;
}

export interface ClusterBackend {
  /** The kubeconfig (YAML) of a cluster's API server; undefined while none runs for it. */
  kubeconfig(clusterId: string, options: KubeconfigOptions): string | undefined | Promise<string | undefined>;
}

export interface MeshBackend {
  /** The kubeconfig (YAML) of a mesh's own API server; undefined while none runs for it. */
  kubeconfig(meshId: string, options: KubeconfigOptions): string | undefined | Promise<string | undefined>;
}

export interface Backends {
  readonly clusters?: ClusterBackend;
  readonly meshes?: MeshBackend;
}
