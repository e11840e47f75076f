/** A Kubernetes API server for each cluster, behind its balancer in the emulated network. */
import { startApiServer } from '@asm-privatelink/apiserver';
import { type OpenKubeBackend, plainBackend } from '@asm-privatelink/emulator';

/** Clusters beyond these only tell their version and health: enough for the mesh, and a tenth of the memory. */
export const MOST_CLUSTER_APIS = 5;

export function clusterApis(): OpenKubeBackend {
  let opened = 0;
  return async () => {
    opened += 1;
    // TLS, certificates and restarts are the network's; what is needed here is only what answers.
    return opened > MOST_CLUSTER_APIS ? plainBackend() : startApiServer({ listen: false });
  };
}
