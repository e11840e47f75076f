/** The probes as a kubelet sees them: over HTTP, while the loop or the watch is really stuck. */
import { afterEach, describe, expect, it } from 'vitest';
import { serveHttp } from './http.ts';
import type { KubeTransport } from './kube/transport.ts';
import { createMetrics } from './metrics.ts';
import { startOperator } from './operator.ts';
import type { Outcome } from './pass.ts';
import { manualClock, settle } from './testing/manual-clock.ts';
import { memoryApi } from './testing/memory-api.ts';
import { recordingLog } from './testing/recording-log.ts';

const DEFAULT = '/apis/istio.alibabacloud.com/v1beta1/asmpvlconfigs/default';
const vSwitches = [{ vSwitchId: 'vsw-1', zoneId: 'cn-hangzhou-j' }];
const manifest = {
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  spec: { ackVpcEndpoint: [{ clusterId: 'c1', vSwitches }], asmVpcEndpoint: { vSwitches } },
};
const outcome: Outcome = { events: [], againInMs: 30_000, finished: false };
const MINUTE = 60_000;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(reconcile: () => Promise<Outcome>, through?: (transport: KubeTransport) => KubeTransport) {
  const clock = manualClock();
  const api = memoryApi();
  const log = recordingLog();
  const metrics = createMetrics();
  const kube = through?.(api.transport) ?? api.transport;
  const operator = startOperator({
    kube,
    reconcile,
    clock,
    log,
    metrics,
    mode: 'manage',
    mesh: 'm1',
    identity: 'one',
    random: () => 1,
  });
  closing.push(() => operator.stop());
  const { healthy, isReady: ready } = operator;
  const http = await serveHttp({ port: 0, healthy, ready, metrics, log });
  closing.push(() => http.close());
  const probe = async (path: string) => (await fetch(`${http.url}${path}`)).status;
  return { clock, api, probe };
}

describe('the probes', () => {
  it('fail while a pass does not end, and are well again when it does', async () => {
    let end = (): void => undefined;
    const stuck = () => new Promise<Outcome>((resolve) => (end = () => resolve(outcome)));
    const { clock, api, probe } = await serve(stuck);
    api.put(DEFAULT, manifest);
    await clock.advance(14 * MINUTE);
    expect([await probe('/readyz'), await probe('/healthz')]).toEqual([200, 200]);
    await clock.advance(2 * MINUTE);
    expect([await probe('/readyz'), await probe('/healthz')]).toEqual([200, 503]);
    end();
    await settle();
    expect(await probe('/healthz')).toBe(200);
  });

  it('fail when the API server says nothing any more, and are well again when it does', async () => {
    let mute = true;
    const { clock, probe } = await serve(
      async () => outcome,
      (transport) => (request) =>
        mute
          ? new Promise((_, reject) => request.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
          : transport(request),
    );
    expect(await probe('/readyz')).toBe(503);
    mute = false;
    await clock.advance(3 * MINUTE);
    expect(await probe('/readyz')).toBe(200);
    mute = true;
    await clock.advance(4 * MINUTE);
    expect(await probe('/healthz')).toBe(200);
    await clock.advance(12 * MINUTE);
    expect(await probe('/healthz')).toBe(503);
    mute = false;
    await clock.advance(3 * MINUTE);
    expect(await probe('/healthz')).toBe(200);
  });
});
