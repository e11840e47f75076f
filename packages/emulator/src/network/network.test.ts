import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import type { AddressMode } from './addresses.ts';
import { createNetwork, type Network } from './network.ts';
import {
  balancer,
  closed,
  domain,
  endpoint,
  linked,
  readAll,
  serve,
  type TestServer,
  until,
  zoneDomain,
} from './testing.ts';
import { emptyView } from './view.ts';

const modes: AddressMode[] = process.platform === 'linux' ? ['addresses', 'ports'] : ['ports'];

describe.each(modes)('the network, by %s', (mode) => {
  let network: Network;
  let echo: TestServer;
  const cleanUps: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    network = createNetwork({ clock: systemClock(), mode });
    echo = await serve((socket) => socket.pipe(socket));
    network.attach({ target: 'server/1', port: 6443 }, echo.place);
  });
  afterEach(async () => {
    await network.close();
    await echo.close();
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  const dial = (host = domain, fromVpc = 'vpc-asm', port = 6443, timeoutMs = 2000) =>
    network.dial({ fromVpc, host, port, timeoutMs });

  it('when a zone is connected, bytes cross by either domain, and are counted for it', async () => {
    await network.apply(linked());
    for (const name of [domain, zoneDomain, domain.toUpperCase()]) {
      const socket = await dial(name);
      socket.end('hello');
      expect((await readAll(socket)).toString()).toBe('hello');
    }
    await until(() => network.counters()[0]?.active === 0);
    expect(network.counters()).toEqual([
      {
        endpointId: 'ep-1',
        zoneId: 'cn-hangzhou-i',
        connections: 3,
        active: 0,
        unserved: 0,
        bytesIn: 15,
        bytesOut: 15,
      },
    ]);
  });

  it('when 3 MB go both ways against a slow reader, they arrive intact', async () => {
    await network.apply(linked());
    const payload = randomBytes(3 * 1024 * 1024);
    const socket = await dial();
    socket.end(payload);
    await new Promise((resolve) => setImmediate(resolve));
    expect((await readAll(socket)).equals(payload)).toBe(true);
  });

  it('when one side ends its half, the other goes on', async () => {
    const counting = await serve((socket) => {
      void readAll(socket).then((all) => socket.end(`you sent ${all.length}`));
    });
    cleanUps.push(counting.close);
    network.attach({ target: 'server/1', port: 6443 }, counting.place);
    await network.apply(linked());
    const socket = await dial();
    socket.end('12345');
    expect((await readAll(socket)).toString()).toBe('you sent 5');
  });

  it('when the server breaks off, the dialler sees a reset and not an end', async () => {
    const breaking = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    cleanUps.push(breaking.close);
    network.attach({ target: 'server/1', port: 6443 }, breaking.place);
    await network.apply(linked());
    const socket = await dial();
    socket.write('x');
    await expect(readAll(socket)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('when the dialler breaks off, the server sees a reset too', async () => {
    await network.apply(linked());
    const socket = await dial();
    socket.write('x');
    await once(socket, 'data');
    const ended = new Promise((resolve) => echo.sockets[0]?.once('error', resolve));
    socket.resetAndDestroy();
    expect(await ended).toMatchObject({ code: 'ECONNRESET' });
    await until(() => network.counters()[0]?.active === 0);
  });

  it('when nothing serves behind the balancer, the connection is reset', async () => {
    await network.apply(
      linked({ balancers: [balancer({ listeners: [{ port: 6443, running: true, backends: [] }] })] }),
    );
    const socket = await dial();
    await expect(readAll(socket)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('when two VPCs have the same address, each reaches its own', async () => {
    const other = await serve((socket) => socket.end('other'));
    cleanUps.push(other.close);
    network.attach({ target: 'server/2', port: 6443 }, other.place);
    const here = balancer({
      id: 'lb-2',
      vpcId: 'vpc-other',
      listeners: [{ port: 6443, running: true, backends: [{ target: 'server/2', port: 6443 }] }],
    });
    await network.apply(linked({ balancers: [balancer(), here] }));
    const socket = await dial('10.0.0.10', 'vpc-asm');
    socket.end('mine');
    expect((await readAll(socket)).toString()).toBe('mine');
    expect((await readAll(await dial('10.0.0.10', 'vpc-other'))).toString()).toBe('other');
  });

  it('when there is no link, no bytes: each cause has its code', async () => {
    const failure = (host?: string, fromVpc?: string, port?: number) =>
      dial(host, fromVpc, port, 5).then(
        () => 'connected',
        (error: unknown) => error,
      );
    await network.apply(linked({ endpoints: [] }));
    expect(await failure()).toMatchObject({
      code: 'ENOTFOUND',
      message: `${domain}:6443 from vpc-asm: the name does not resolve: no endpoint has this domain (ENOTFOUND)`,
    });
    await network.apply(linked({ endpoints: [endpoint({}, false)] }));
    expect(network.resolve(domain)).toEqual([{ vpcId: 'vpc-asm', zoneId: 'cn-hangzhou-i', ip: '10.0.0.10' }]);
    expect(await failure()).toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringContaining('is not connected in zone'),
    });
    await network.apply(linked({ endpoints: [endpoint({ allows: (port) => port !== 6443 })] }));
    expect(await failure()).toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringContaining('no security group of endpoint ep-1 lets TCP 6443 in'),
    });
    await network.apply(linked());
    expect(await failure(domain, 'vpc-third')).toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringContaining('10.0.0.10 is an address of vpc-asm, and there is no route to it'),
    });
    expect(await failure('10.9.9.9')).toMatchObject({ code: 'ETIMEDOUT' });
    expect(await failure(domain, 'vpc-asm', 6444)).toMatchObject({ code: 'ECONNREFUSED' });
    await network.apply(
      linked({ balancers: [balancer({ listeners: [{ port: 6443, running: false, backends: [] }] })] }),
    );
    expect(await failure()).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('when the link is cut, its live sockets close and the name goes; when it comes back, bytes cross again', async () => {
    await network.apply(linked());
    const cuts = [linked({ endpoints: [] }), linked({ endpoints: [endpoint({}, false)] }), linked({ balancers: [] })];
    for (const view of cuts) {
      const socket = await dial();
      socket.write('x');
      await once(socket, 'data');
      const end = closed(socket);
      await network.apply(view);
      await end;
      await network.apply(linked());
    }
    await network.apply(emptyView);
    expect(network.resolve(domain)).toBeUndefined();
    expect(network.locate({ vpcId: 'vpc-asm', ip: '10.0.0.10', port: 6443 })).toBeUndefined();
  });

  it('when a process is taken from behind the balancer, its connections close', async () => {
    await network.apply(linked());
    const replacement = await serve((socket) => socket.pipe(socket));
    cleanUps.push(replacement.close);
    const detach = network.attach({ target: 'server/1', port: 6443 }, replacement.place);
    const socket = await dial();
    socket.write('x');
    await once(socket, 'data');
    const end = closed(socket);
    detach();
    await end;
  });

  it('when views come faster than they can be applied, the newest stands', async () => {
    const views = Array.from({ length: 20 }, (_, i) => linked({ endpoints: i % 2 ? [endpoint()] : [] }));
    await Promise.all(views.map((view) => network.apply(view)));
    const socket = await dial();
    socket.end('x');
    expect((await readAll(socket)).toString()).toBe('x');
  });

  it('when the network closes, dials are given up and sockets close', async () => {
    await network.apply(linked());
    const socket = await dial();
    const end = closed(socket);
    const waiting = dial('10.9.9.9', 'vpc-asm', 1, 60_000);
    const givenUp = expect(waiting).rejects.toMatchObject({ code: 'ECANCELED' });
    await network.close();
    await givenUp;
    await end;
    await expect(dial()).rejects.toMatchObject({ code: 'ECANCELED' });
  });
});

describe('addresses on this machine', () => {
  it.runIf(process.platform === 'linux')('when the wished address is taken, another port of it is used', async () => {
    const clock = systemClock();
    const [one, two] = [createNetwork({ clock, mode: 'addresses' }), createNetwork({ clock, mode: 'addresses' })];
    await one.apply(linked());
    await two.apply(linked());
    const at = { vpcId: 'vpc-ack', ip: '10.0.0.10', port: 6443 };
    expect(one.locate(at)).toBeDefined();
    expect(two.locate(at)).toBeDefined();
    expect(two.locate(at)).not.toEqual(one.locate(at));
    await one.close();
    await two.close();
  });

  it('when the system gives no more files, it says what to raise, and opens the rest the next time', async () => {
    const network = createNetwork({ clock: systemClock(), mode: 'ports' });
    const listen = vi.spyOn(net.Server.prototype, 'listen').mockImplementation(function (this: net.Server) {
      const error = Object.assign(new Error('listen EMFILE'), { code: 'EMFILE' });
      queueMicrotask(() => this.emit('error', error));
      return this;
    });
    try {
      await expect(network.apply(linked())).rejects.toThrow(
        '2 of 2 listeners did not open: too many open files, raise `ulimit -n`',
      );
    } finally {
      listen.mockRestore();
    }
    await network.apply(linked());
    expect(network.locate({ vpcId: 'vpc-ack', ip: '10.0.0.10', port: 6443 })).toBeDefined();
    await network.close();
  });

  it('when ports of 127.0.0.1 are forced, every listener has its own', async () => {
    const network = createNetwork({ clock: systemClock(), mode: 'ports' });
    await network.apply(linked());
    const places = ['vpc-ack', 'vpc-asm'].map((vpcId) => network.locate({ vpcId, ip: '10.0.0.10', port: 6443 }));
    expect(new Set(places.map((place) => place?.port)).size).toBe(2);
    expect(places.map((place) => place?.host)).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(places.every((place) => net.isIP(place?.host ?? '') === 4)).toBe(true);
    await network.close();
  });
});
