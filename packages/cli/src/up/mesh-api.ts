/** The Kubernetes API server of the mesh, in which ASMPvlConfig is known, and a client of it over TLS. */
import { type ApiServer, type ApiServerOptions, startApiServer } from '@asm-privatelink/apiserver';
import { connectKube, type KubeClient, kubeClient, systemClock } from '@asm-privatelink/operator';
import type { Closing } from '../closing.ts';
import type { Deadline } from '../deadline.ts';
import { applyDefinition } from '../kube/definition.ts';

/** The name under which our writes stand in `managedFields`. */
const FIELD_MANAGER = 'asmpvl';

export interface MeshApi {
  readonly server: ApiServer;
  readonly client: KubeClient;
}

export async function startMeshApi(
  deadline: Deadline,
  closing: Closing,
  options: Pick<ApiServerOptions, 'port' | 'dataDir'> = {},
): Promise<MeshApi> {
  const server = closing.add(await startApiServer(options), (opened) => opened.close());
  const connection = closing.add(await connectKube({ text: server.kubeconfig }), (opened) => opened.close());
  const client = kubeClient({ transport: connection.transport, clock: systemClock(), fieldManager: FIELD_MANAGER });
  await applyDefinition(client, deadline);
  return { server, client };
}
