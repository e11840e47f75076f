import { describe, expect, it } from 'vitest';
import { manualClock } from '../testing/manual-clock.ts';
import { scriptedServer, statusBody } from '../testing/scripted-server.ts';
import { kubeClient } from './client.ts';
import { isConflict, isExpired, isNotFound, type KubeError } from './errors.ts';
import { parseObject, type Resource } from './resource.ts';

const widgets: Resource<object> = {
  group: 'example.io',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  parse: parseObject,
};
const events: Resource<object> = { group: '', version: 'v1', plural: 'events', kind: 'Event', parse: parseObject };
const object = { metadata: { name: 'a', uid: 'u', resourceVersion: '1' } };

function setUp() {
  const clock = manualClock();
  const server = scriptedServer();
  return { clock, server, client: kubeClient({ transport: server.transport, clock }) };
}

const failure = (promise: Promise<unknown>): Promise<KubeError> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: KubeError) => error,
  );

describe('kubeClient', () => {
  it('writes with the right verb, path, type and field manager', async () => {
    const { client, server } = setUp();
    const made: Promise<unknown>[] = [
      client.create(events, { namespace: 'default' }, { a: 1 }),
      client.mergePatch(widgets, { name: 'a', subresource: 'status' }, { status: {} }),
      client.apply(widgets, { name: 'a b' }, { spec: {} }, { force: true }),
      client.delete(widgets, { name: 'a' }, { resourceVersion: '7' }),
    ];
    const sent: unknown[] = [];
    for (const _ of made) {
      const exchange = await server.next();
      sent.push([exchange.method, exchange.request.path, exchange.request.headers?.['content-type'], exchange.sent]);
      exchange.json(200, object);
    }
    await Promise.all(made);
    expect(sent).toEqual([
      ['POST', '/api/v1/namespaces/default/events?fieldManager=asm-privatelink', 'application/json', { a: 1 }],
      [
        'PATCH',
        '/apis/example.io/v1/widgets/a/status?fieldManager=asm-privatelink',
        'application/merge-patch+json',
        { status: {} },
      ],
      [
        'PATCH',
        '/apis/example.io/v1/widgets/a%20b?fieldManager=asm-privatelink&force=true',
        'application/apply-patch+yaml',
        { spec: {} },
      ],
      [
        'DELETE',
        '/apis/example.io/v1/widgets/a',
        'application/json',
        { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { resourceVersion: '7' } },
      ],
    ]);
  });

  it.each([
    [
      'a Status',
      409,
      statusBody(409, 'Conflict', 'the object has been modified'),
      {},
      { status: 409, reason: 'Conflict' },
    ],
    [
      'patience in a header',
      429,
      statusBody(429, 'TooManyRequests'),
      { 'retry-after': '3' },
      { status: 429, retryAfterMs: 3000 },
    ],
    [
      'patience in the details',
      503,
      statusBody(503, 'Unavailable', 'x', { retryAfterSeconds: 2 }),
      {},
      { retryAfterMs: 2000 },
    ],
    ["a proxy's page", 502, '<html>bad gateway</html>', {}, { status: 502, reason: 'HTTP502' }],
    ['an answer that is no JSON', 200, 'ok', {}, { status: 200, reason: 'Malformed' }],
    ['an answer that is no object', 200, { hello: 1 }, {}, { status: 200, reason: 'Malformed' }],
  ])('when the server answers with %s, rejects with what can be known', async (_, status, body, headers, expected) => {
    const { client, server } = setUp();
    const outcome = failure(client.get(widgets, { name: 'a' }));
    (await server.next()).json(status, body, headers);
    const error = await outcome;
    expect(error).toMatchObject({ name: 'KubeError', ...expected });
    expect(error.message).toMatch(/^GET \/apis\/example.io\/v1\/widgets\/a: ./);
  });

  it('tells the answers apart that callers act on', async () => {
    const { client, server } = setUp();
    const ask = async (status: number, reason: string) => {
      const outcome = failure(client.get(widgets, { name: 'a' }));
      (await server.next()).json(status, statusBody(status, reason));
      const error = await outcome;
      return [isConflict(error), isExpired(error), isNotFound(error)];
    };
    expect(await ask(409, 'Conflict')).toEqual([true, false, false]);
    expect(await ask(409, 'AlreadyExists')).toEqual([false, false, false]);
    expect(await ask(410, 'Expired')).toEqual([false, true, false]);
    expect(await ask(404, 'NotFound')).toEqual([false, false, true]);
  });

  it('when there is no answer, says Unreachable at once and Timeout after 30 s', async () => {
    const { client, server, clock } = setUp();
    const refused = failure(client.get(widgets, { name: 'a' }));
    (await server.next()).refuse();
    expect(await refused).toMatchObject({ status: 0, reason: 'Unreachable' });
    const late = failure(client.get(widgets, { name: 'a' }));
    await clock.advance(30_000);
    expect(await late).toMatchObject({ status: 0, reason: 'Timeout' });
    expect(clock.timers()).toBe(0);
  });

  it('when the caller gives up, rejects with the caller’s reason', async () => {
    const { client } = setUp();
    const controller = new AbortController();
    const outcome = client.get(widgets, { name: 'a' }, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(outcome).rejects.toThrow('enough');
  });
});
