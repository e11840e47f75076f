import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock.ts';
import type { NoneHealthy } from './listener.ts';
import { createNetwork, type Network } from './network.ts';
import { balancer, closed, domain, linked, readAll, serve, type TestServer } from './testing.ts';

const backends = [1, 2].map((n) => ({ target: `server/${n}`, port: 6443 }));
const view = linked({ balancers: [balancer({ listeners: [{ port: 6443, running: true, backends }] })] });

describe('backends behind a listener', () => {
  const servers: TestServer[] = [];
  let clock: VirtualClock;
  let network: Network;

  /** Two servers that say their own number and end; both in turn behind the balancer. */
  async function start(noneHealthy?: NoneHealthy): Promise<void> {
    clock = new VirtualClock();
    network = createNetwork({ clock, ...(noneHealthy ? { noneHealthy } : {}) });
    for (const backend of backends) {
      const server = await serve((socket) => socket.end(backend.target.slice(-1)));
      servers.push(server);
      network.attach(backend, server.place);
    }
    await network.apply(view);
  }
  afterEach(async () => {
    await network.close();
    for (const server of servers.splice(0)) await server.close();
  });

  const dial = () => network.dial({ fromVpc: 'vpc-asm', host: domain, port: 6443, timeoutMs: 1_000 });
  /** What four connections in a row are answered; `-` where one is reset. */
  async function answers(): Promise<string> {
    let said = '';
    for (let n = 0; n < 4; n += 1) {
      said += await readAll(await dial()).then(String, () => '-');
    }
    return said;
  }
  const die = (n: number) => servers[n]?.close();

  it('take turns while they are healthy', async () => {
    await start();
    await clock.advance(10_000);
    expect(await answers()).toMatch(/^(12|21){2}$/);
  });

  it('when one dies, it is taken out after three failed checks, and is back after three that passed', async () => {
    await start();
    const place = servers[1]?.place;
    await die(1);
    await clock.advance(5_900);
    expect(await answers()).toMatch(/^(1-|-1){2}$/);
    await clock.advance(200);
    expect(await answers()).toBe('1111');

    servers.push(await serve((socket) => socket.end('2'), place?.port));
    await clock.advance(5_800);
    expect(await answers()).toBe('1111');
    await clock.advance(200);
    expect(await answers()).toMatch(/^(12|21){2}$/);
  });

  it('when one is unhealthy, the connections that it has go on', async () => {
    await start();
    const echo = await serve((socket) => socket.pipe(socket));
    servers.push(echo);
    for (const backend of backends) network.attach(backend, echo.place);
    const socket = await dial();
    const ask = async (text: string) => {
      socket.write(text);
      return String(await new Promise((resolve) => socket.once('data', resolve)));
    };
    expect(await ask('before')).toBe('before');
    echo.stopListening();
    await clock.advance(10_000);
    await expect(readAll(await dial())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await ask('after')).toBe('after');
    socket.destroy();
  });

  it.each(['reset', 'try-all'] as const)(
    'when none is healthy, by %s, a connection is accepted and reset',
    async (noneHealthy) => {
      await start(noneHealthy);
      await Promise.all([die(0), die(1)]);
      await clock.advance(10_000);
      expect(await answers()).toBe('----');
      expect(network.counters()[0]).toMatchObject({ connections: 4, unserved: noneHealthy === 'reset' ? 4 : 0 });
    },
  );

  it('when none is known to be healthy, try-all reaches one that has come back before the checks see it', async () => {
    await start('try-all');
    const { port } = servers[0]?.place ?? { port: 0 };
    await Promise.all([die(0), die(1)]);
    await clock.advance(10_000);
    servers.push(await serve((socket) => socket.end('1'), port));
    expect(await answers()).toMatch(/^(1-|-1){2}$/);
  });

  it('when none is healthy, by hang, a connection is accepted and never answered, until cut or given up', async () => {
    await start('hang');
    await Promise.all([die(0), die(1)]);
    await clock.advance(10_000);
    const [given, cut] = [await dial(), await dial()];
    given.write('anybody?');
    given.end();
    await readAll(given);
    const end = closed(cut);
    expect(network.counters()[0]).toMatchObject({ connections: 2, unserved: 2 });
    await network.apply(linked({ balancers: [] }));
    await end;
  });

  it('when one is not to be checked, it stays in as long as it is attached', async () => {
    await start();
    const detach = [0, 1].map((n) =>
      network.attach(backends[n] ?? { target: '', port: 0 }, { host: '127.0.0.1', port: 1 }, { checked: false }),
    );
    await clock.advance(60_000);
    await answers();
    expect(network.counters()[0]?.unserved).toBe(0);
    for (const one of detach) one();
    await answers();
    expect(network.counters()[0]?.unserved).toBe(4);
  });
});
