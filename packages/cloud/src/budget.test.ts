import { describe, expect, it } from 'vitest';
import type { ActionName, ActionRequest } from './actions.ts';
import { withBudget } from './budget.ts';
import { createCloud } from './client.ts';
import { isCloudError, refused } from './errors.ts';
import { type ManualClock, manualClock, settled } from './testing.ts';

interface Sent {
  readonly at: number;
  readonly action: ActionName;
  readonly key: unknown;
  readonly answer: (result: unknown) => void;
}

/** A budgeted cloud on a manual clock. Calls stay open until answered, or answer at once with `reply`. */
function budgeted({ share, reply }: { share?: number; reply?: (sent: number) => unknown } = {}) {
  const clock: ManualClock = manualClock();
  const sent: Sent[] = [];
  const cloud = createCloud({
    region: 'cn-hangzhou',
    transport: ({ action, query }) =>
      new Promise((resolve) => {
        sent.push({ at: clock.now(), action, key: query['EndpointId'] ?? query['ServiceId'], answer: resolve });
        if (reply !== undefined) resolve(Promise.resolve().then(() => reply(sent.length)));
      }),
  });
  return { cloud: withBudget(cloud, { clock, share }), clock, sent };
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => (isCloudError(error) ? error.code : 'not a CloudError'),
  );

describe('withBudget: connections', () => {
  it('when hundreds of calls come at once, 64 are under way at a time, and all are answered', async () => {
    const { cloud, sent } = budgeted({ share: 1 });
    const calls = Array.from({ length: 150 }, () => cloud.call('ListVpcEndpoints', {}));
    for (const expected of [64, 128, 150]) {
      await settled();
      expect(sent).toHaveLength(expected);
      for (const { answer } of sent) answer({ Endpoints: [] });
    }
    await Promise.all(calls);
  });

  it('when the caller gives up in the line, the call does not leave and takes no connection', async () => {
    const { cloud, sent } = budgeted({ share: 1 });
    const given = new AbortController();
    const calls = Array.from({ length: 64 }, () => cloud.call('ListVpcEndpoints', {}));
    const late = codeOf(cloud.call('ListVpcEndpoints', {}, { signal: given.signal }));
    await settled();
    given.abort();
    expect(await late).toBe('Aborted');
    for (const { answer } of sent) answer({ Endpoints: [] });
    await Promise.all(calls);
    expect(sent).toHaveLength(64);
  });
});

describe('withBudget: rates', () => {
  it('when more calls come than the share allows, the rest go when the first have left the window', async () => {
    const { cloud, clock, sent } = budgeted({ reply: () => ({ ServiceId: 'epsrv-1' }) });
    const calls = Array.from({ length: 110 }, () => cloud.call('CreateVpcEndpointService', {}));
    await clock.advance(59_999);
    expect(sent).toHaveLength(100); // half of 200/60s
    await clock.advance(1);
    await Promise.all(calls);
    expect(sent.map(({ at }) => at)).toEqual([...Array(100).fill(0), ...Array(10).fill(60_000)]);
  });

  it.each([0.25, 0.5, 1])(
    'when calls come at odd times and take their time, with a share of %d no window at the cloud holds more than that',
    async (share) => {
      const { cloud, clock, sent } = budgeted({ share });
      const arrivals: number[] = [];
      const calls: Promise<unknown>[] = [];
      for (let step = 0; step < 900; step += 1) {
        calls.push(cloud.call('CreateVpcEndpointService', {}));
        await clock.advance((step * 37) % 101);
        // The cloud counts a request when it is answered here: late for some, soon for others.
        const due = sent.slice(arrivals.length, arrivals.length + ((step * 13) % 7));
        for (const { answer } of due) {
          arrivals.push(clock.now());
          answer({ ServiceId: 'epsrv-1' });
        }
      }
      while (arrivals.length < 900) {
        for (const { answer } of sent.slice(arrivals.length)) {
          arrivals.push(clock.now());
          answer({ ServiceId: 'epsrv-1' });
        }
        await clock.advance(5_000);
      }
      await Promise.all(calls);
      const most = Math.max(...arrivals.map((at) => arrivals.filter((a) => a >= at && a < at + 60_000).length));
      expect(most).toBe(200 * share);
    },
  );

  it('when one action waits, another does not', async () => {
    const { cloud, clock, sent } = budgeted({ reply: () => ({ ServiceId: 'epsrv-1' }) });
    const calls = Array.from({ length: 101 }, () => cloud.call('CreateVpcEndpointService', {}));
    calls.push(cloud.call('GetVpcEndpointServiceAttribute', { ServiceId: 'epsrv-1' }));
    await clock.advance(0);
    expect(sent).toHaveLength(101);
    expect(sent.at(-1)?.action).toBe('GetVpcEndpointServiceAttribute');
    await clock.advance(60_000);
    await Promise.all(calls);
  });

  it('when the cloud throttles, the action stands still as long as it asks, even where no rate is published', async () => {
    const throttling = refused({
      action: 'DescribeVpcs',
      status: 400,
      headers: { 'x-acs-retry-after': '2500' },
      body: { Code: 'Throttling.User' },
    });
    const { cloud, clock, sent } = budgeted({ reply: (n) => (n === 1 ? Promise.reject(throttling) : {}) });
    expect(await codeOf(cloud.call('DescribeVpcs', {}))).toBe('Throttling.User');
    const next = cloud.call('DescribeVpcs', {});
    await clock.advance(2_499);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    await next;
    expect(sent.map(({ at }) => at)).toEqual([0, 2500]);
  });

  it('when more calls come than their patience has room for, the rest fail at once, saying when to ask again', async () => {
    const { cloud, clock, sent } = budgeted({ reply: () => ({ ServiceId: 'epsrv-1' }) });
    const call = () => cloud.call('CreateVpcEndpointService', {}, { patienceMs: 1_000 });
    const calls = Array.from({ length: 100 }, call);
    await expect(call()).rejects.toMatchObject({ code: 'NotYet', kind: 'retry', retryAfterMs: 60_000 });
    await Promise.all(calls);
    await clock.advance(59_500);
    const last = call();
    await clock.advance(500);
    await last;
    expect(sent).toHaveLength(101);
  });

  it.each([0, -1, 1.5, Number.NaN])('when the share is %d, it is refused', (share) => {
    expect(() => budgeted({ share })).toThrow(RangeError);
  });
});

describe('withBudget: locks', () => {
  const zone = (EndpointId: string): ActionRequest<'AddZoneToVpcEndpoint'> => ({
    EndpointId,
    VSwitchId: 'vsw-1',
    ZoneId: 'z',
  });

  it('when two calls name one endpoint, the second goes after the first is answered; another endpoint does not wait', async () => {
    const { cloud, sent } = budgeted();
    const calls = [
      cloud.call('AddZoneToVpcEndpoint', zone('ep-1')),
      cloud.call('RemoveZoneFromVpcEndpoint', { EndpointId: 'ep-1', ZoneId: 'y' }),
      cloud.call('AddZoneToVpcEndpoint', zone('ep-2')),
    ];
    await settled();
    expect(sent.map(({ action, key }) => `${action} ${String(key)}`)).toEqual([
      'AddZoneToVpcEndpoint ep-1',
      'AddZoneToVpcEndpoint ep-2',
    ]);
    for (const { answer } of sent) answer({});
    await settled();
    expect(sent.at(-1)?.action).toBe('RemoveZoneFromVpcEndpoint');
    sent.at(-1)?.answer({});
    await Promise.all(calls);
  });

  it('when calls lock the account, they go one by one in the order they came, and calls without that lock pass', async () => {
    const { cloud, sent } = budgeted();
    const calls = [
      ...['a', 'b', 'c'].map((ServiceId) => cloud.call('DeleteVpcEndpointService', { ServiceId })),
      cloud.call('DeleteVpcEndpoint', { EndpointId: 'ep-1' }),
    ];
    await settled();
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['a', 'ep-1']));
    for (let index = 0; index < calls.length; index += 1) {
      sent[index]?.answer({});
      await settled();
    }
    await Promise.all(calls);
    expect(sent.map(({ key }) => key).filter((key) => key !== 'ep-1')).toEqual(['a', 'b', 'c']);
  });

  it('when a waiting call is given up, it is never sent and the one behind it moves up', async () => {
    const { cloud, sent } = budgeted();
    const giveUp = new AbortController();
    const first = cloud.call('DeleteVpcEndpointService', { ServiceId: 'a' });
    const second = codeOf(cloud.call('DeleteVpcEndpointService', { ServiceId: 'b' }, { signal: giveUp.signal }));
    const third = cloud.call('DeleteVpcEndpointService', { ServiceId: 'c' });
    await settled();
    giveUp.abort();
    expect(await second).toBe('Aborted');
    sent[0]?.answer({});
    await settled();
    sent[1]?.answer({});
    await Promise.all([first, third]);
    expect(sent.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('when a call waiting for its rate is given up, it lets go of its locks', async () => {
    const { cloud, clock, sent } = budgeted({ share: 0.005, reply: () => ({}) }); // one call a minute
    const giveUp = new AbortController();
    await cloud.call('AddZoneToVpcEndpoint', zone('ep-1'));
    const waiting = codeOf(cloud.call('AddZoneToVpcEndpoint', zone('ep-1'), { signal: giveUp.signal }));
    await clock.advance(10);
    giveUp.abort();
    expect(await waiting).toBe('Aborted');
    await cloud.call('RemoveZoneFromVpcEndpoint', { EndpointId: 'ep-1', ZoneId: 'z' });
    expect(sent.map(({ action }) => action)).toEqual(['AddZoneToVpcEndpoint', 'RemoveZoneFromVpcEndpoint']);
  });

  it('when the line for a lock is longer than the patience of a call, the call fails and is never sent', async () => {
    const { cloud, clock, sent } = budgeted();
    const first = cloud.call('DeleteVpcEndpointService', { ServiceId: 'a' });
    const second = codeOf(cloud.call('DeleteVpcEndpointService', { ServiceId: 'b' }, { patienceMs: 1_000 }));
    await clock.advance(1_000);
    expect(await second).toBe('NotYet');
    sent[0]?.answer({});
    await first;
    expect(sent).toHaveLength(1);
  });

  it('when a lock outlives our own call, who has patience is told when to try again, and is not sent before', async () => {
    const collision = refused({ action: 'X', status: 400, body: { Code: 'ConcurrentCallNotSupported' } });
    const { cloud, clock, sent } = budgeted({ reply: (n) => (n === 2 ? Promise.reject(collision) : {}) });
    const remove = (ServiceId: string) =>
      codeOf(cloud.call('DeleteVpcEndpointService', { ServiceId }, { patienceMs: 1_000 }));
    expect(await remove('a')).toBe('ok');
    expect(await remove('b')).toBe('NotYet');
    expect(await remove('c')).toBe('NotYet');
    expect(sent).toHaveLength(2);
    await clock.advance(200);
    expect(await remove('b')).toBe('ok');
  });

  it.each(['ConcurrentCallNotSupported', 'EndpointLocked', 'EndpointServiceLocked'])(
    'when the cloud answers %s all the same, the call fails with kind retry, is not repeated, and the lock is free again',
    async (Code) => {
      const collision = refused({ action: 'AddZoneToVpcEndpoint', status: 400, body: { Code } });
      const { cloud, sent } = budgeted({ reply: (n) => (n === 1 ? Promise.reject(collision) : {}) });
      await expect(cloud.call('AddZoneToVpcEndpoint', zone('ep-1'))).rejects.toMatchObject({
        code: Code,
        kind: 'retry',
      });
      expect(sent).toHaveLength(1);
      await cloud.call('AddZoneToVpcEndpoint', zone('ep-1'));
    },
  );
});
