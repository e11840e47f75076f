/** The ASMPvlConfig now and at each change, there or not, for as long as somebody wants to know: nothing that fails ends it. */
import type { Clock } from '@asm-privatelink/cloud';
import type { Explained, Seen } from '@asm-privatelink/console';
import { isKubeError, type KubeClient, pause } from '@asm-privatelink/operator/client';
import { configs } from '../kube/configs.ts';

export interface FollowOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  explain(error: unknown): Explained;
}

/** Between two attempts, in ms. */
const AGAIN_MS = 2_000;
/** How long one watch lasts, in seconds. */
const WATCH_S = 300;

export async function* followObject(
  client: KubeClient,
  { clock, signal, explain }: FollowOptions,
): AsyncGenerator<Seen, void, undefined> {
  while (!signal.aborted) {
    try {
      yield* listedAndWatched(client, signal);
    } catch (error) {
      if (signal.aborted) return;
      // Without its definition there can be no object.
      if (isKubeError(error) && error.status === 404) yield { config: undefined };
      else yield { problem: explain(error) };
    }
    await pause(clock, AGAIN_MS, signal);
  }
}

async function* listedAndWatched(client: KubeClient, signal: AbortSignal): AsyncGenerator<Seen, void, undefined> {
  let resourceVersion = '0';
  for await (const page of client.list(configs, { signal })) {
    ({ resourceVersion } = page);
    const [config] = page.items;
    yield { config };
  }
  for await (const event of client.watch(configs, { resourceVersion, timeoutSeconds: WATCH_S, signal })) {
    if (event.type === 'ERROR') return;
    if (event.type === 'DELETED') yield { config: undefined };
    if (event.type === 'ADDED' || event.type === 'MODIFIED') yield { config: configs.parse(event.object) };
  }
}
