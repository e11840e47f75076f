/** The mesh as it is now, and at each change: ids and states from the object as it is watched, places from the cloud, read while somebody looks. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { Clock } from '@asm-privatelink/cloud';
import { meshOf, newMemory, type Observation, Observer, wishForNothing, wishOf } from '@asm-privatelink/link';
import type { Explained, Sources } from './sources.ts';
import { difference, type Shown, sharing } from './topology/changes.ts';
import { topologyData } from './topology/data.ts';
import type { Live } from './topology/live.ts';

export interface MeshWatch {
  /** The object as it was last seen. */
  config(): ASMPvlConfig | undefined;
  shown(): Shown;
  /** The picture whole, then each change, until the signal is aborted. One who reads slowly is told several changes as one. */
  live(signal: AbortSignal): AsyncGenerator<Live, void, undefined>;
  /** Ends once the signal that it was given is aborted. */
  readonly ended: Promise<void>;
}

export interface MeshWatchOptions {
  readonly sources: Sources;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How often places are read again while somebody looks; what changes quickly is watched, not read. */
const LOOK_MS = 30_000;

export function watchMesh({ sources, clock, signal }: MeshWatchOptions): MeshWatch {
  const { source, region, explain } = sources;
  const mesh = meshOf(source);
  const observer = new Observer({ cloud: sources.cloud(region), source, memory: newMemory(), now: () => clock.now() });
  let config: ASMPvlConfig | undefined;
  let unseen: Explained | undefined;
  let places: Observation | undefined;
  let unreadable: Explained | undefined;
  let shown: Shown = { topology: topologyData(mesh, undefined, undefined), problem: null, object: false };
  const wakers = new Set<() => void>();

  function publish(): void {
    const topology = sharing(shown.topology, topologyData(mesh, config, places));
    shown = { topology, problem: unseen ?? unreadable ?? null, object: config !== undefined };
    for (const wake of wakers) wake();
  }

  async function look(): Promise<void> {
    try {
      places = await observer.observe(wishIn(config, mesh), new Map(), signal);
      unreadable = undefined;
    } catch (error) {
      if (signal.aborted) return;
      unreadable = explain(error);
    }
    publish();
  }

  let looking: Promise<void> | undefined;
  let again = false;
  function lookSoon(): void {
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = look().finally(() => {
      looking = undefined;
      if (!again || signal.aborted) return;
      again = false;
      lookSoon();
    });
  }

  async function follow(): Promise<void> {
    let generation: unknown;
    for await (const next of sources.follow(signal)) {
      // What is not to be seen for a moment is shown as it was, with the reason.
      if ('config' in next) ({ config } = next);
      unseen = 'problem' in next ? next.problem : undefined;
      publish();
      const now = config?.metadata.generation ?? 'none';
      if (now !== generation) lookSoon();
      generation = now;
    }
  }

  let cancel = (): void => {};
  function lookNow(): void {
    cancel();
    cancel = clock.schedule(LOOK_MS, () => {
      if (wakers.size === 0 || signal.aborted) return;
      lookSoon();
      lookNow();
    });
  }

  return {
    config: () => config,
    shown: () => shown,
    async *live(stop) {
      let wake = (): void => {};
      const ring = (): void => wake();
      if (wakers.size === 0) lookNow();
      wakers.add(ring);
      stop.addEventListener('abort', ring, { once: true });
      try {
        let last: Shown | undefined;
        while (!stop.aborted) {
          const now = shown;
          const told = difference(last, now);
          last = now;
          if (told !== undefined) yield told;
          if (shown !== now || stop.aborted) continue;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        wakers.delete(ring);
        if (wakers.size === 0) cancel();
      }
    },
    ended: follow().finally(() => cancel()),
  };
}

/** What is being taken away still stands somewhere. */
function wishIn(config: ASMPvlConfig | undefined, mesh: string) {
  if (config === undefined) return wishForNothing(mesh);
  const { deletionTimestamp: _, ...metadata } = config.metadata;
  return wishOf({ ...config, metadata }, mesh);
}
