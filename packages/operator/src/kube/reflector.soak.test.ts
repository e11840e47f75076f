/**
 * The watch over real sockets, in real time, against a server that does to it whatever servers, proxies and networks do. However it went, in the end
 * what was told is what is there, nothing was missed, and no connection is left over.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { statusBody } from '../testing/scripted-server.ts';
import { kubeClient } from './client.ts';
import { connectKube } from './connect.ts';
import { startReflector } from './reflector.ts';
import { type KubeObject, parseObject, type Resource } from './resource.ts';

const whole = process.env['ASMPVL_EXHAUSTIVE'] === '1';
const SOAK_MS = whole ? 25_000 : 2_500;
/** The longest wait of the reflector under these settings, and more. */
const CALM_MS = 15_000;
const CHANGE_EVERY_MS = 20;

const things: Resource<KubeObject> = {
  group: 'soak.test',
  version: 'v1',
  plural: 'things',
  kind: 'Thing',
  parse: parseObject,
};
const real = systemClock();
const after = (ms: number) => new Promise<void>((resolve) => real.schedule(ms, resolve));
/** For the reflector time is quicker, so that it is in trouble and not in a backoff most of the time. */
const FACTOR = 20;
const quick: Clock = {
  now: () => Date.now() * FACTOR,
  monotonic: () => performance.now() * FACTOR,
  schedule: (ms, fn) => real.schedule(ms / FACTOR, fn),
  busy: () => () => undefined,
};

/** Numbers that look random and come out the same each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ways for a watch to end, or not to; a list can be refused as well. */
const troubles = [
  'ends',
  'reset',
  'silent',
  'gone event',
  'gone',
  'throttled',
  'broken',
  'half a line',
  'garbage',
] as const;

function wildServer(random: () => number) {
  const objects = new Map<string, { uid: string; version: number }>();
  const log: { version: number; type: string; object: object }[] = [];
  const streams = new Set<(line: string) => void>();
  const met: Record<string, number> = {};
  let version = 1;
  let wild = true;

  const told = (name: string, { uid, version: at }: { uid: string; version: number }) => ({
    apiVersion: 'soak.test/v1',
    kind: 'Thing',
    metadata: { name, uid, resourceVersion: String(at) },
  });

  function note(type: string, name: string, object: { uid: string; version: number }): void {
    const entry = { version, type, object: told(name, { ...object, version }) };
    log.push(entry);
    for (const send of streams) send(`${JSON.stringify(entry)}\n`);
  }

  function change(): void {
    version += 1;
    const name = `thing-${Math.floor(random() * 8)}`;
    const object = objects.get(name);
    if (object === undefined) {
      objects.set(name, { uid: `u${version}`, version });
      note('ADDED', name, { uid: `u${version}`, version });
    } else if (random() < 0.3) {
      objects.delete(name);
      note('DELETED', name, object);
    } else {
      object.version = version;
      note('MODIFIED', name, object);
    }
  }

  function list(response: ServerResponse): void {
    const items = [...objects].map(([name, object]) => told(name, object));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ metadata: { resourceVersion: String(version) }, items }));
  }

  function refuse(response: ServerResponse, code: number, reason: string): void {
    response.writeHead(code, { 'content-type': 'application/json', ...(code === 429 ? { 'retry-after': '1' } : {}) });
    response.end(JSON.stringify(statusBody(code, reason)));
  }

  function watch(response: ServerResponse, from: number): void {
    const trouble = wild ? (troubles[Math.floor(random() * troubles.length)] ?? 'ends') : undefined;
    if (trouble !== undefined) met[trouble] = (met[trouble] ?? 0) + 1;
    if (trouble === 'gone') return refuse(response, 410, 'Expired');
    if (trouble === 'throttled') return refuse(response, 429, 'TooManyRequests');
    if (trouble === 'broken') return refuse(response, 500, 'InternalError');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    let mute = trouble === 'silent';
    const send = (line: string) => {
      if (!mute) response.write(line);
    };
    for (const entry of log.filter((each) => each.version > from)) send(`${JSON.stringify(entry)}\n`);
    streams.add(send);
    const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: String(version) } } };
    if (trouble === undefined) send(`${JSON.stringify(bookmark)}\n`);
    const cancel = real.schedule(50 + random() * 400, () => {
      switch (trouble) {
        case 'reset':
          return response.socket?.destroy();
        case 'gone event':
          send(`${JSON.stringify({ type: 'ERROR', object: statusBody(410, 'Expired') })}\n`);
          return response.end();
        case 'half a line':
          send('{"type":"MODIFIED","object":{"meta');
          mute = true;
          return response.socket?.destroy();
        case 'garbage':
          send('<html>bad gateway</html>\n');
          return response.end();
        case 'ends':
          return response.end();
        default: // silent ones stay open until the other side gives up, sound ones for good
          return undefined;
      }
    });
    response.on('close', () => {
      cancel();
      streams.delete(send);
    });
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://server');
    if (searchParams.has('watch')) return watch(response, Number(searchParams.get('resourceVersion')));
    if (wild && random() < 0.15) return refuse(response, 500, 'InternalError');
    return list(response);
  });
  return { server, objects, change, met, calm: () => (wild = false) };
}

it('misses nothing and leaves nothing behind, whatever the server does', async () => {
  const random = randomFrom(20_260_101);
  const { server, objects, change, met, calm } = wildServer(random);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  };
  const connection = await connectKube({ text: JSON.stringify(kubeconfig) });
  const seen = new Map<string, string>();
  const unasked: string[] = [];
  const heaps: number[] = [];
  const reflector = startReflector({
    client: kubeClient({ transport: connection.transport, clock: quick }),
    resource: things,
    clock: quick,
    random,
    log: recordingLog(),
    silenceMs: 300 * FACTOR,
    watchMs: 1_000 * FACTOR,
    relistMs: 3_000 * FACTOR,
    upsert: ({ metadata }) => seen.set(metadata.name, `${metadata.uid}/${metadata.resourceVersion}`),
    remove: (name) => {
      if (!seen.delete(name)) unasked.push(name);
    },
  });
  const there = () => new Map([...objects].map(([name, { uid, version }]) => [name, `${uid}/${version}`]));
  const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  try {
    const end = performance.now() + SOAK_MS;
    let most = 0;
    while (performance.now() < end) {
      change();
      most = Math.max(most, await connections());
      heaps.push(process.memoryUsage().heapUsed);
      await after(CHANGE_EVERY_MS);
    }
    calm();
    const limit = performance.now() + CALM_MS;
    const same = () => isDeepStrictEqual(seen, there());
    while (!same() && performance.now() < limit) await after(50);
    expect(seen).toEqual(there());
    expect(unasked).toEqual([]);
    // One for the watch, one for a list, and those that a reset or a silence leaves on their way out.
    expect(most).toBeLessThanOrEqual(6);
    const average = (part: number[]) => part.reduce((sum, each) => sum + each, 0) / part.length / 2 ** 20;
    const grown = average(heaps.slice(-heaps.length / 4)) - average(heaps.slice(0, heaps.length / 4));
    expect(grown).toBeLessThan(20);
    const count = Object.values(met).reduce((sum, each) => sum + each, 0);
    expect(troubles.filter((trouble) => whole && met[trouble] === undefined)).toEqual([]);
    process.stdout.write(`watch: ${count} troubles of ${Object.keys(met).length} kinds, at most ${most} connections\n`);
  } finally {
    await reflector.stop();
    await connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}, 120_000);
