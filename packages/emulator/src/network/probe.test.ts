import type net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createAuthority } from '../pki.ts';
import { createNetwork, type Network } from './network.ts';
import { probeApiServer } from './probe.ts';
import { balancer, domain, endpoint, linked, serve, type TestServer, until } from './testing.ts';

describe('a look at an API server that is none', () => {
  const clock = systemClock();
  let network: Network;
  let ca: string;
  let server: TestServer;

  beforeEach(async () => {
    network = createNetwork({ clock });
    ca = (await createAuthority('cluster', clock)).ca;
    await network.apply(linked());
  });
  afterEach(async () => {
    await network.close();
    await server.close();
  });

  const look = async (handle: (socket: net.Socket) => void, timeoutMs = 5000, signal?: AbortSignal) => {
    server = await serve(handle);
    network.attach({ target: 'server/1', port: 6443 }, server.place);
    const request = { network, clock, fromVpc: 'vpc-asm', host: domain, port: 6443, ca, timeoutMs };
    return probeApiServer({ ...request, ...(signal ? { signal } : {}) });
  };

  it('when it never answers, the look times out', async () => {
    expect(await look(() => undefined, 30)).toEqual({
      ok: false,
      reason: 'TimedOut',
      message: `${domain}:6443 from vpc-asm: no answer within 30 ms (ETIMEDOUT)`,
    });
  });

  it('when it never answers and the look is given up, it ends at once', async () => {
    const giveUp = new AbortController();
    const given = look(() => giveUp.abort(), 60_000, giveUp.signal);
    await expect(given).rejects.toMatchObject({ code: 'ECANCELED' });
  });

  it('when it closes the connection, it counts as refused', async () => {
    expect(await look((socket) => socket.end())).toMatchObject({ ok: false, reason: 'Refused' });
  });

  it('when it speaks no TLS, the answer is called bad', async () => {
    expect(await look((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))).toMatchObject({
      ok: false,
      reason: 'BadAnswer',
    });
  });

  it('when the dial fails, the look says how', async () => {
    await network.apply(linked({ endpoints: [endpoint({ allows: () => false })] }));
    expect(await look(() => undefined, 20)).toMatchObject({ ok: false, reason: 'TimedOut' });
    await server.close();
    await network.apply(linked({ balancers: [balancer({ listeners: [] })] }));
    expect(await look(() => undefined)).toMatchObject({ ok: false, reason: 'Refused' });
    await server.close();
    await network.apply(linked({ endpoints: [] }));
    expect(await look(() => undefined)).toMatchObject({ ok: false, reason: 'NameNotFound' });
    await until(() => network.counters().length === 0);
  });
});
