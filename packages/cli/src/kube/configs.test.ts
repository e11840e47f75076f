/** A watch of the object, by what a server may do to it. */
import { KubeError } from '@asm-privatelink/operator';
import { describe, expect, it } from 'vitest';
import { followConfig } from './configs.ts';

type Client = Parameters<typeof followConfig>[0];
type Event = { type: string; object: unknown };

const object = (version: number) => ({
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  metadata: { name: 'default', uid: 'u', resourceVersion: String(version) },
  spec: { ackVpcEndpoint: [], asmVpcEndpoint: { vSwitches: [] } },
});
const failure = (status: number) => new KubeError({ status, reason: 'Any', message: 'no' });
const gone: Event = { type: 'ERROR', object: { code: 410 } };

/** Each watch tells its events, and ends, in an error where there is one. */
async function follow(...watches: { events?: Event[]; error?: Error }[]) {
  const pauses: number[] = [];
  const stop = new AbortController();
  const told = { gets: 0, versions: [] as string[] };
  const client = {
    get: async () => {
      told.gets += 1;
      return object(told.gets);
    },
    async *watch() {
      const next = watches.shift();
      if (next === undefined) stop.abort();
      yield* next?.events ?? [];
      if (next?.error !== undefined) throw next.error;
    },
  } as unknown as Client; // of a client only these are asked
  const clock = {
    now: () => 0,
    busy: () => () => undefined,
    schedule(ms: number, fn: () => void) {
      pauses.push(ms);
      queueMicrotask(fn);
      return () => undefined;
    },
  };
  for await (const { metadata } of followConfig(client, clock, stop.signal)) {
    told.versions.push(metadata.resourceVersion ?? '');
  }
  return { ...told, pauses };
}

describe('following the object', () => {
  it('gives every change, and goes on at once where a watch told one', async () => {
    const events = [{ type: 'MODIFIED', object: object(7) }];
    expect(await follow({ events })).toEqual({ gets: 2, versions: ['1', '7', '2'], pauses: [] });
  });

  it.each([
    ['ends at once', {}],
    ['says that its version is too old', { events: [gone] }],
    ['breaks', { error: failure(0) }],
    ['is refused for now', { error: failure(429) }],
  ])('waits a moment where a watch %s', async (_, watch) => {
    expect(await follow(watch, watch)).toEqual({ gets: 3, versions: ['1', '2', '3'], pauses: [1_000, 1_000] });
  });

  it.each([401, 403, 404])('ends where a watch is refused with %i', async (status) => {
    await expect(follow({ error: failure(status) })).rejects.toMatchObject({ status });
  });
});
