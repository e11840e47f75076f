import { describe, expect, it } from 'vitest';
import { Ledger } from './ledger.ts';

function call(action: string, write: boolean, outcome = 'OK') {
  const rest = {
    at: 0,
    endedAt: 0,
    product: 'privatelink',
    regionId: 'r',
    caller: 'k',
    status: 200,
    requestId: '',
    objects: [],
    unknown: [],
  };
  return { ...rest, action, write, outcome };
}

describe('Ledger', () => {
  it('counts by action, by kind, by outcome and since a mark', () => {
    const ledger = new Ledger(100);
    ledger.record(call('CreateVpcEndpoint', true));
    const mark = ledger.last;
    ledger.record(call('CreateVpcEndpoint', true, 'Throttling.User'));
    ledger.record(call('ListVpcEndpoints', false));
    expect(ledger.count({ action: 'CreateVpcEndpoint' })).toBe(2);
    expect(ledger.count({ write: false })).toBe(1);
    expect(ledger.entries({ after: mark, outcome: 'Throttling.User' }).map((entry) => entry.n)).toEqual([2]);
    expect(ledger.counts()).toEqual({ 'privatelink.CreateVpcEndpoint': 2, 'privatelink.ListVpcEndpoints': 1 });
  });

  it('tells each call as it comes, until nobody listens', () => {
    const ledger = new Ledger(100);
    const heard: number[] = [];
    const end = ledger.onCall(({ n }) => heard.push(n));
    ledger.record(call('CreateVpcEndpoint', true));
    ledger.record(call('ListVpcEndpoints', false));
    end();
    ledger.record(call('ListVpcEndpoints', false));
    expect(heard).toEqual([1, 2]);
  });

  it('forgets the oldest entries but not the counts', () => {
    const ledger = new Ledger(10);
    for (let i = 0; i < 100; i++) ledger.record(call('ListVpcEndpoints', false));
    const entries = ledger.entries();
    expect([entries.length, entries[0]?.n, entries.at(-1)?.n]).toEqual([10, 91, 100]);
    expect(ledger.counts()).toEqual({ 'privatelink.ListVpcEndpoints': 100 });
  });
});
