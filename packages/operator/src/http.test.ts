import { describe, expect, it } from 'vitest';
import { serveHttp } from './http.ts';
import { createMetrics } from './metrics.ts';
import { recordingLog } from './testing/recording-log.ts';

describe('serveHttp', () => {
  it('answers what probes and Prometheus ask, on loopback', async () => {
    let well = true;
    let ready = false;
    const metrics = createMetrics();
    const call = { action: 'CreateVpcEndpoint', outcome: 'ok', kind: 'ok', ms: 10, waitedMs: 0, sent: true } as const;
    metrics.cloudCall(call);
    const server = await serveHttp({ port: 0, healthy: () => well, ready: () => ready, metrics, log: recordingLog() });
    try {
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const status = async (path: string, method = 'GET') => (await fetch(server.url + path, { method })).status;
      expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
      well = false;
      ready = true;
      expect([await status('/healthz?verbose'), await status('/readyz', 'HEAD')]).toEqual([503, 200]);
      expect([await status('/'), await status('/metrics', 'POST')]).toEqual([404, 405]);
      const page = await fetch(`${server.url}/metrics`);
      expect(page.headers.get('content-type')).toContain('version=0.0.4');
      expect(await page.text()).toContain('asmpvl_cloud_calls_total{action="CreateVpcEndpoint",outcome="ok"} 1');
    } finally {
      await server.close();
    }
  });

  it('when the metrics cannot be had, answers 500 and logs it', async () => {
    const log = recordingLog();
    const metrics = { text: () => Promise.reject(new Error('boom')), contentType: 'text/plain' };
    const server = await serveHttp({ port: 0, healthy: () => true, ready: () => true, metrics, log });
    try {
      expect((await fetch(`${server.url}/metrics`)).status).toBe(500);
      expect(log.entries).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  it('when the port is taken, rejects', async () => {
    const options = { healthy: () => true, ready: () => true, metrics: createMetrics(), log: recordingLog() };
    const first = await serveHttp({ port: 0, ...options });
    await expect(serveHttp({ port: Number(new URL(first.url).port), ...options })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await first.close();
  });
});
