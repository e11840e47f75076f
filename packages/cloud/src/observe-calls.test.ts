import { describe, expect, it } from 'vitest';
import { withBudget } from './budget.ts';
import { createCloud } from './client.ts';
import { refused } from './errors.ts';
import { type CallReport, observeCalls } from './observe-calls.ts';
import { manualClock } from './testing.ts';

describe('observeCalls', () => {
  it('when calls end, each is told with its outcome, its time and how long it waited for its turn', async () => {
    const clock = manualClock();
    const reports: CallReport[] = [];
    let calls = 0;
    const cloud = createCloud({
      region: 'cn-hangzhou',
      transport: ({ action }) =>
        new Promise((resolve, reject) => {
          calls += 1;
          const refusal = refused({ action, status: 400, body: { Code: 'EndpointServiceNotFound', RequestId: 'R-2' } });
          const first = calls === 1;
          clock.schedule(100, () => (first ? resolve({}) : reject(refusal)));
        }),
    });
    const observed = observeCalls(withBudget(cloud, { clock }), { clock, listener: (report) => reports.push(report) });
    const giveUp = new AbortController();
    const all = Promise.allSettled([
      observed.call('DeleteVpcEndpointService', { ServiceId: 'a' }),
      observed.call('DeleteVpcEndpointService', { ServiceId: 'b' }),
      observed.call('DeleteVpcEndpointService', { ServiceId: 'c' }, { signal: giveUp.signal }),
    ]);
    await clock.advance(150);
    giveUp.abort();
    await clock.advance(1_000);
    await all;
    const action = 'DeleteVpcEndpointService';
    expect(reports).toEqual([
      { action, outcome: 'ok', kind: 'ok', ms: 100, waitedMs: 0, sent: true },
      { action, outcome: 'Aborted', kind: 'retry', ms: 150, waitedMs: 150, sent: false },
      {
        action,
        outcome: 'EndpointServiceNotFound',
        kind: 'gone',
        ms: 200,
        waitedMs: 100,
        sent: true,
        requestId: 'R-2',
      },
    ]);
  });
});
