/** The two forwarders that are compared, each in front of the same server. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNetwork, serverTarget, systemClock } from '@asm-privatelink/emulator';
import type { Role } from '../support/actors.ts';
import type { Place } from './ends.ts';

/** Ours: an endpoint in one VPC, a balancer in another, the server behind it. Tells where a dial through the endpoint arrives. */
export const ours: Role<Place, Place, null, null> = async (server) => {
  const network = createNetwork({ clock: systemClock() });
  const port = 6443;
  const backend = { target: serverTarget('bench'), port };
  network.attach(backend, server);
  const zone = { zoneId: 'i', ip: '10.0.0.20', domain: 'i.ep.example', open: true, balancerId: 'lb' };
  await network.apply({
    balancers: [
      {
        id: 'lb',
        vpcId: 'vpc-ack',
        addresses: [{ zoneId: 'i', ip: '10.0.0.10' }],
        listeners: [{ port, running: true, backends: [backend] }],
      },
    ],
    endpoints: [
      { id: 'ep', vpcId: 'vpc-asm', domain: 'ep.example', zoneAffinity: false, zones: [zone], allows: () => true },
    ],
    clusters: [],
    meshes: [],
  });
  return { ready: network.route({ fromVpc: 'vpc-asm', host: 'ep.example', port }), answer: async () => null };
};

export interface Haproxy {
  readonly at: Place;
  readonly pid: number;
  /** Such as `2.6.12-1+deb12u4`. */
  readonly version: string;
  stop(): Promise<void>;
}

/** HAProxy in TCP mode on one thread; undefined where it is not installed. */
export async function haproxy(server: Place): Promise<Haproxy | undefined> {
  const told = spawnSync('haproxy', ['-v'], { encoding: 'utf8' });
  if (told.error) return undefined;
  const at = { host: '127.0.0.1', port: await freePort() };
  const folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-haproxy-'));
  const config = path.join(folder, 'haproxy.cfg');
  writeFileSync(
    config,
    [
      'global',
      '  nbthread 1',
      '  maxconn 4096',
      'defaults',
      '  mode tcp',
      '  timeout connect 5s',
      '  timeout client 60s',
      '  timeout server 60s',
      'listen bench',
      `  bind ${at.host}:${at.port}`,
      `  server bench ${server.host}:${server.port}`,
      '',
    ].join('\n'),
  );
  const child = spawn('haproxy', ['-db', '-f', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(child, at);
  } catch (error) {
    await stop();
    throw error;
  }
  const version = /version (\S+)/.exec(told.stdout)?.[1] ?? 'of unknown version';
  return { at, pid: child.pid ?? 0, version, stop };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function listening(child: ChildProcess, at: Place): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`haproxy ended with ${child.exitCode}`);
    const socket = net.connect(at);
    const [event] = await Promise.race([
      once(socket, 'connect').then(() => ['connect']),
      once(socket, 'error').then(() => ['error']),
    ]).catch(() => ['error']);
    socket.destroy();
    if (event === 'connect') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('haproxy does not listen after 5 s');
}
