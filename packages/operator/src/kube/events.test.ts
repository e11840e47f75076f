import { describe, expect, it } from 'vitest';
import type { OutcomeEvent } from '../pass.ts';
import { manualClock, settle } from '../testing/manual-clock.ts';
import { memoryApi } from '../testing/memory-api.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { kubeClient } from './client.ts';
import { startEvents } from './events.ts';

const about = {
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  metadata: { name: 'default', uid: 'u1', resourceVersion: '7' },
};
const created: OutcomeEvent = { type: 'Normal', reason: 'Created', message: 'made ep-1', key: 'ep-1' };

function setUp() {
  const clock = manualClock();
  const api = memoryApi();
  const log = recordingLog();
  const leads = { now: true };
  const start = () =>
    startEvents({
      client: kubeClient({ transport: api.transport, clock }),
      mayWrite: () => leads.now,
      clock,
      log,
      instance: 'one',
    });
  return {
    clock,
    api,
    log,
    leads,
    start,
    writes: () => api.requests.map((request) => request.split(' ', 1)[0]).join(' '),
  };
}

/** The one event there is. */
function only(api: ReturnType<typeof memoryApi>) {
  const names = new Set(api.requests.flatMap((request) => request.match(/events\/(\S+)/)?.[1] ?? []));
  expect(names.size).toBe(1);
  return api.at(`/api/v1/namespaces/default/events/${[...names][0]}`);
}

describe('startEvents', () => {
  it('when the lease is lost, writes no more, not even what waits', async () => {
    const { api, log, leads, start, writes } = setUp();
    const events = start();
    events.publish(about, [created, { ...created, key: 'ep-2' }]);
    leads.now = false;
    await settle();
    expect(writes()).toBe('POST');
    expect(log.entries).toHaveLength(2);
    await events.stop();
    expect(api.requests).toHaveLength(1);
  });

  it('writes an event that kubectl describe finds, and counts its repetitions without writing each', async () => {
    const { clock, api, start, writes } = setUp();
    const events = start();
    for (let times = 0; times < 10; times += 1) events.publish(about, [created]);
    await settle();
    expect(writes()).toBe('POST');
    await clock.advance(60_000);
    events.publish(about, [created]);
    await settle();
    expect(writes()).toBe('POST POST GET PATCH');
    expect(only(api)).toMatchObject({
      involvedObject: { kind: 'ASMPvlConfig', name: 'default', uid: 'u1' },
      type: 'Normal',
      reason: 'Created',
      message: 'made ep-1',
      source: { component: 'asm-privatelink' },
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:01:00Z',
      count: 11,
    });
  });

  it('when the process starts again, goes on counting the same event', async () => {
    const { api, start } = setUp();
    start().publish(about, [created]);
    await settle();
    start().publish(about, [created]);
    await settle();
    expect(only(api)).toMatchObject({ count: 2 });
  });

  it('when there is very much to say, writes no more than 50 at once and one a second, and logs all', async () => {
    const { clock, start, log, writes } = setUp();
    const events = start();
    const many = Array.from({ length: 200 }, (_, index) => ({ ...created, key: `ep-${index}` }));
    events.publish(about, many);
    await settle();
    await events.stop();
    expect(writes().split(' ')).toHaveLength(50);
    expect(log.entries).toHaveLength(200);
    await clock.advance(10_000);
    events.publish(
      about,
      Array.from({ length: 20 }, (_, index) => ({ ...created, key: `more-${index}` })),
    );
    await events.stop();
    expect(writes().split(' ')).toHaveLength(60);
  });

  it('when writing fails, says so in the log and goes on', async () => {
    const { api, start, log } = setUp();
    const heal = api.failing(/events/, 403, 'Forbidden');
    const events = start();
    events.publish(about, [created]);
    await events.stop();
    expect(log.entries.at(-1)?.message).toBe('an event could not be written');
    heal();
    events.publish(about, [{ ...created, key: 'ep-2' }]);
    await events.stop();
    expect(api.requests).toHaveLength(2);
  });

  it('when it has no client, only logs', async () => {
    const log = recordingLog();
    const events = startEvents({ mayWrite: () => false, clock: manualClock(), log, instance: 'one' });
    events.publish(about, [created]);
    await events.stop();
    expect(log.entries).toEqual([
      {
        level: 'info',
        message: 'event',
        fields: { object: 'default', reason: 'Created', about: 'ep-1', detail: 'made ep-1' },
      },
    ]);
  });
});
