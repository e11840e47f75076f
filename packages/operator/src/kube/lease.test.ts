import { callDeadlineMs } from '@asm-privatelink/cloud';
import { describe, expect, it } from 'vitest';
import { manualClock, settle } from '../testing/manual-clock.ts';
import { memoryApi } from '../testing/memory-api.ts';
import { recordingLog } from '../testing/recording-log.ts';
import { kubeClient, longestWriteMs } from './client.ts';
import { leaseTimes, startElection } from './lease.ts';
import type { KubeTransport } from './transport.ts';

const PATH = '/apis/coordination.k8s.io/v1/namespaces/mesh/leases/one';

function setUp() {
  const clock = manualClock();
  const api = memoryApi();
  function candidate(identity: string, transport: KubeTransport = api.transport) {
    const terms: (AbortSignal | undefined)[] = [];
    const election = startElection({
      client: kubeClient({ transport, clock, timeoutMs: 5_000 }),
      clock,
      random: () => 0,
      log: recordingLog(),
      namespace: 'mesh',
      name: 'one',
      identity,
      changed: (term) => terms.push(term),
    });
    return { ...election, terms };
  }
  return { clock, api, candidate, spec: () => api.at(PATH)?.['spec'] };
}

describe('a write', () => {
  it.each([
    ['to Kubernetes', longestWriteMs],
    ['to the cloud', callDeadlineMs],
  ])('%s that began under a lease has ended when others may take it', (_, longestMs) => {
    expect(longestMs).toBeLessThan(leaseTimes.leaseMs - leaseTimes.renewMs);
  });
});

describe('startElection', () => {
  it('when there is no lease, makes it and leads; a second candidate waits', async () => {
    const { clock, candidate, spec } = setUp();
    const a = candidate('a');
    await settle();
    const b = candidate('b');
    await clock.advance(60_000);
    expect([a.leader(), b.leader()]).toEqual([true, false]);
    expect(spec()).toEqual({
      holderIdentity: 'a',
      leaseDurationSeconds: 30,
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-01-01T00:01:00.000000Z',
      leaseTransitions: 0,
    });
    await Promise.all([a.stop(), b.stop()]);
    expect(clock.timers()).toBe(0);
  });

  it('when the leader stops, gives the lease back and the next one leads at its next attempt', async () => {
    const { clock, candidate, spec } = setUp();
    const a = candidate('a');
    await settle();
    const b = candidate('b');
    await settle();
    await a.stop();
    expect(a.terms[0]?.aborted).toBe(true);
    expect(spec()).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1 });
    await clock.advance(2_000);
    expect(b.leader()).toBe(true);
    expect(spec()).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 });
    await b.stop();
  });

  it('when the leader vanishes, another leads once the lease has been still for 30 s by its own clock', async () => {
    const { clock, api, candidate } = setUp();
    let cut = false;
    const a = candidate('a', (request) => (cut ? Promise.reject(new Error('cut off')) : api.transport(request)));
    await settle();
    const b = candidate('b');
    await clock.advance(2_000);
    cut = true;
    await clock.advance(14_900);
    expect([a.leader(), b.leader()]).toEqual([true, false]);
    await clock.advance(200);
    expect([a.leader(), b.leader(), a.terms[0]?.aborted]).toEqual([false, false, true]);
    await clock.advance(17_000);
    expect([a.leader(), b.leader()]).toEqual([false, true]);
    await Promise.all([a.stop(), b.stop()]);
  });

  it('when a renewal hangs, gives up after 5 s and renews with the next attempt', async () => {
    const { clock, api, candidate } = setUp();
    let hang = false;
    const a = candidate('a', (request) => {
      if (!hang) return api.transport(request);
      hang = false;
      return new Promise((_, reject) => request.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    });
    await settle();
    hang = true;
    await clock.advance(60_000);
    expect([a.leader(), a.terms.length]).toEqual([true, 1]);
    await a.stop();
  });

  it('when timers are late, as after a stalled process, is no leader from the deadline on', async () => {
    const { clock, candidate } = setUp();
    const now = clock.now;
    const a = candidate('a');
    await settle();
    clock.now = () => now() + leaseTimes.renewMs;
    expect(a.leader()).toBe(false);
    clock.now = now;
    await a.stop();
  });

  it('when somebody else takes the lease by force, stops leading at once', async () => {
    const { clock, api, candidate } = setUp();
    const a = candidate('a');
    await settle();
    api.put(PATH, { spec: { holderIdentity: 'thief', leaseDurationSeconds: 15 } });
    await clock.advance(2_000);
    expect([a.leader(), a.terms[0]?.aborted]).toEqual([false, true]);
    await clock.advance(20_000);
    expect([a.leader(), a.terms.length]).toEqual([true, 3]);
    await a.stop();
  });

  it('when somebody else edits the lease and leaves the holder, goes on leading', async () => {
    const { clock, api, candidate } = setUp();
    const a = candidate('a');
    await settle();
    api.put(PATH, { metadata: { annotations: { note: 'x' } } });
    await clock.advance(30_000);
    expect([a.leader(), a.terms.length]).toEqual([true, 1]);
    await a.stop();
  });
});
