import { afterEach, describe, expect, it } from 'vitest';
import { manualClock, settle } from '../testing/manual-clock.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { scriptedServer, statusBody } from '../testing/scripted-server.ts';
import { kubeClient } from './client.ts';
import { type Reflector, type ReflectorOptions, startReflector } from './reflector.ts';
import { type KubeObject, parseObject, type Resource } from './resource.ts';

const widgets: Resource<KubeObject> = {
  group: 'example.io',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  parse: parseObject,
};
const widget = (name: string, resourceVersion: string, uid = `uid-${name}`) => ({
  metadata: { name, uid, resourceVersion },
});
const listOf = (resourceVersion: string, ...items: object[]) => ({ metadata: { resourceVersion }, items });

const running: Reflector[] = [];
afterEach(async () => {
  for (const reflector of running.splice(0)) await reflector.stop();
});

function start(options: Partial<ReflectorOptions<KubeObject>> = {}) {
  const clock = manualClock();
  const server = scriptedServer();
  const log = recordingLog();
  const seen: string[] = [];
  const reflector = startReflector({
    client: kubeClient({ transport: server.transport, clock }),
    resource: widgets,
    clock,
    random: () => 1,
    log,
    upsert: (object) => seen.push(`${object.metadata.name}@${object.metadata.resourceVersion}`),
    remove: (key) => seen.push(`-${key}`),
    ...options,
  });
  running.push(reflector);
  /** Answers the list and the watch that follows it. */
  async function begin(...items: object[]) {
    (await server.next()).json(200, listOf('10', ...items));
    const exchange = await server.next();
    return { exchange, stream: exchange.stream() };
  }
  return { clock, server, log, seen, reflector, begin };
}

describe('startReflector', () => {
  it('when nothing goes wrong, lists in pages, watches from there and gives every change once', async () => {
    const { server, seen, reflector } = start();
    const page = await server.next();
    expect([page.path, page.query.get('limit')]).toEqual(['/apis/example.io/v1/widgets', '500']);
    page.json(200, { metadata: { resourceVersion: '10', continue: 'more' }, items: [widget('a', '3')] });
    const second = await server.next();
    expect(second.query.get('continue')).toBe('more');
    second.json(200, listOf('10', widget('b', '7')));
    const watch = await server.next();
    expect(Object.fromEntries(watch.query)).toEqual({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: '10',
      timeoutSeconds: '600',
    });
    await reflector.synced;
    const stream = watch.stream();
    stream.event('MODIFIED', widget('a', '11'));
    stream.event('MODIFIED', widget('a', '11'));
    stream.event('ADDED', widget('c', '12'));
    stream.event('DELETED', widget('b', '13'));
    await settle();
    expect(seen).toEqual(['a@3', 'b@7', 'a@11', 'c@12', '-b']);
  });

  it('when the server ends the watch, resumes at once from the last bookmark', async () => {
    const { clock, server, begin } = start();
    const { stream } = await begin();
    stream.event('ADDED', widget('a', '11'));
    stream.event('BOOKMARK', { metadata: { resourceVersion: '40' } });
    await clock.advance(6_000);
    stream.end();
    expect((await server.next()).query.get('resourceVersion')).toBe('40');
  });

  it('when the connection is reset, resumes after a short wait from the last event', async () => {
    const { clock, server, begin } = start();
    const { stream } = await begin();
    stream.event('ADDED', widget('a', '11'));
    await settle();
    stream.reset();
    await settle();
    expect(server.waiting()).toEqual([]);
    await clock.advance(500);
    expect((await server.next()).query.get('resourceVersion')).toBe('11');
  });

  it.each([
    [
      'an ERROR event',
      (begun: Begun) => begun.stream.event('ERROR', statusBody(410, 'Expired', 'too old resource version')),
    ],
    [
      'a line cut off in the middle',
      (begun: Begun) => (begun.stream.raw('{"type":"MODIFIED","object":{"met'), begun.stream.end()),
    ],
    ['a line that is not JSON', (begun: Begun) => begun.stream.raw('<html>\n')],
    ['an event without an object', (begun: Begun) => begun.stream.raw('{"type":"ADDED"}\n')],
    ['a bookmark without a version', (begun: Begun) => begun.stream.event('BOOKMARK', { metadata: {} })],
  ])('when the watch ends with %s, lists again and says what went meanwhile', async (_, breakIt) => {
    const { clock, server, seen, begin } = start();
    const begun = await begin(widget('a', '3'), widget('b', '4'));
    breakIt(begun);
    await clock.advance(500);
    (await server.next()).json(200, listOf('50', widget('b', '44'), widget('c', '45')));
    await settle();
    expect(seen).toEqual(['a@3', 'b@4', 'b@44', 'c@45', '-a']);
    expect((await server.next()).query.get('resourceVersion')).toBe('50');
  });

  it('when the watch is refused with 410, lists again at once', async () => {
    const { server } = start();
    (await server.next()).json(200, listOf('10'));
    (await server.next()).json(410, statusBody(410, 'Gone'));
    expect((await server.next()).query.get('watch')).toBeNull();
  });

  it('when the snapshot expires between two pages, asks for everything at once', async () => {
    const { server } = start();
    (await server.next()).json(200, { metadata: { resourceVersion: '10', continue: 'more' }, items: [] });
    (await server.next()).json(410, statusBody(410, 'Expired'));
    const again = await server.next();
    expect([again.path, again.query.size]).toEqual(['/apis/example.io/v1/widgets', 0]);
  });

  it('when an object was deleted and made anew while nobody watched, says both', async () => {
    const { clock, server, seen, begin } = start();
    const { stream } = await begin(widget('a', '3', 'old'));
    stream.raw('?\n');
    await clock.advance(500);
    (await server.next()).json(200, listOf('50', widget('a', '44', 'new')));
    await settle();
    expect(seen).toEqual(['a@3', '-a', 'a@44']);
  });

  it('when the watch goes silent, takes a new one from the same version', async () => {
    const { clock, server, begin, log } = start({ silenceMs: 90_000 });
    const { exchange, stream } = await begin();
    stream.event('BOOKMARK', { metadata: { resourceVersion: '20' } });
    await clock.advance(89_999);
    expect(exchange.request.signal?.aborted).toBe(false);
    await clock.advance(1);
    expect(exchange.request.signal?.aborted).toBe(true);
    await clock.advance(500);
    expect((await server.next()).query.get('resourceVersion')).toBe('20');
    expect(
      log.entries.map(({ message, fields }) => [message, Reflect.get(Reflect.get(fields, 'error'), 'reason')]),
    ).toEqual([['the watch failed', 'Silent']]);
  });

  it('when asked for patience (429), waits as long as asked', async () => {
    const { clock, server } = start();
    (await server.next()).json(429, statusBody(429, 'TooManyRequests'), { 'retry-after': '7' });
    await clock.advance(6_999);
    expect(server.waiting()).toEqual([]);
    await clock.advance(1);
    expect(server.waiting()).toHaveLength(1);
  });

  it('when the server fails for long, tries ever more slowly, up to 30 s, and starts over once it works', async () => {
    const waits: number[] = [];
    const { clock, server } = start({ failed: (_, again) => waits.push(again) });
    for (let attempt = 0; attempt < 9; attempt += 1) {
      (await server.next()).json(500, statusBody(500, 'InternalError'));
      await settle();
      await clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    (await server.next()).json(200, listOf('10'));
    const stream = (await server.next()).stream();
    stream.event('ADDED', widget('a', '11'));
    await settle();
    stream.reset();
    await settle();
    expect(waits.at(-1)).toBe(500);
  });

  it('when watches from one version keep failing, lists again rather than for ever', async () => {
    const { clock, server, begin } = start();
    (await begin()).stream.reset();
    for (const wait of [500, 1000]) {
      await clock.advance(wait);
      const again = await server.next();
      expect(again.query.get('resourceVersion')).toBe('10');
      again.json(504, statusBody(504, 'Timeout', 'Too large resource version'));
    }
    await clock.advance(2000);
    expect((await server.next()).query.get('watch')).toBeNull();
  });

  it('when a watch ends at once without a word, does not spin', async () => {
    const { clock, server, begin } = start();
    (await begin()).stream.end();
    await settle();
    expect(server.waiting()).toEqual([]);
    await clock.advance(500);
    expect(server.waiting()).toHaveLength(1);
  });

  it('when the CRD is absent, says so and finds the objects once it is there', async () => {
    const { clock, server, seen, log, reflector } = start();
    (await server.next()).json(404, '404 page not found');
    await settle();
    expect(log.entries.at(-1)?.message).toBe('the API server does not serve this resource: is the CRD installed?');
    expect(reflector.healthy()).toBe(true);
    await clock.advance(500);
    (await server.next()).json(200, listOf('10', widget('a', '3')));
    await reflector.synced;
    expect(seen).toEqual(['a@3']);
  });

  it('when the last list is old, a watch that ends is followed by a list', async () => {
    const { clock, server, begin } = start({ relistMs: 60_000, silenceMs: 90_000 });
    const { stream } = await begin();
    await clock.advance(61_000);
    stream.end();
    expect((await server.next()).query.get('watch')).toBeNull();
  });

  it('when the receiver throws, the object is given again', async () => {
    let calls = 0;
    const { clock, server } = start({
      upsert: () => {
        calls += 1;
        if (calls === 1) throw new Error('boom');
      },
    });
    (await server.next()).json(200, listOf('10', widget('a', '3')));
    await clock.advance(500);
    (await server.next()).json(200, listOf('10', widget('a', '3')));
    await settle();
    expect(calls).toBe(2);
  });

  it('when the server is unreachable for five minutes, is unhealthy; a refusal is a sign of life', async () => {
    const { clock, server, reflector } = start();
    const refuseAll = async (answer: 'none' | 500, ms: number) => {
      for (let passed = 0; passed < ms; passed += 10_000) {
        await clock.advance(10_000);
        for (const _ of server.waiting()) {
          const exchange = await server.next();
          if (answer === 'none') exchange.refuse();
          else exchange.json(500, statusBody(500, 'InternalError'));
        }
      }
    };
    await refuseAll('none', 290_000);
    expect(reflector.healthy()).toBe(true);
    await refuseAll('none', 20_000);
    expect(reflector.healthy()).toBe(false);
    await refuseAll(500, 60_000);
    expect(reflector.healthy()).toBe(true);
  });

  it('when stopped, ends the watch, leaves no timer and comes to rest', async () => {
    const { clock, reflector, begin } = start();
    const { exchange } = await begin();
    await reflector.stop();
    expect(exchange.request.signal?.aborted).toBe(true);
    expect(clock.timers()).toBe(0);
  });
});

type Begun = { stream: ReturnType<Awaited<ReturnType<ReturnType<typeof scriptedServer>['next']>>['stream']> };
