/** The API servers of an emulated cloud's meshes, each started when its kubeconfig is first asked for; they live in memory. */
import type { Closing } from './closing.ts';
import { createDeadline } from './deadline.ts';
import { startMeshApi } from './up/mesh-api.ts';

const START_SECONDS = 30;

/** @returns what gives a mesh's kubeconfig; it rejects when its API server does not start, and tries again when next asked */
export function meshApis(stop: AbortSignal, closing: Closing): (meshId: string) => Promise<string> {
  const started = new Map<string, Promise<string>>();
  return (meshId) => {
    const running = started.get(meshId);
    if (running !== undefined) return running;
    const starting = startMeshApi(createDeadline(START_SECONDS, stop), closing).then(({ server }) => server.kubeconfig);
    started.set(meshId, starting);
    starting.catch(() => started.delete(meshId));
    return starting;
  };
}
