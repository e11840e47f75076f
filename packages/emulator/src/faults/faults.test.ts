import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { Faults, type StruckCall } from './faults.ts';
import { faultSchema } from './schema.ts';

function call(product: string, action: string, more: Partial<StruckCall> = {}): StruckCall {
  return { product, action, write: true, names: () => false, ...more };
}

const before = { kind: 'error', when: 'before', code: 'SystemBusy' } as const;

describe('Faults', () => {
  it('strikes the n-th matching call, as often as told', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ action: 'CreateVpcEndpoint', nth: 2, times: 2, effect: before });
    const struck = Array.from({ length: 5 }, () => faults.strike(call('privatelink', 'CreateVpcEndpoint'), 0).length);
    expect(struck).toEqual([0, 1, 1, 0, 0]);
    expect(faults.strike(call('privatelink', 'ListVpcEndpoints'), 0)).toEqual([]);
  });

  it('throttles every matching call for its time', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ action: 'privatelink:List*', effect: { kind: 'throttle', ms: 1000 } });
    expect(faults.strike(call('privatelink', 'ListVpcEndpoints'), 0)).toEqual([{ kind: 'throttle', ms: 1000 }]);
    expect(faults.strike(call('privatelink', 'ListVpcEndpointZones'), 400)).toEqual([{ kind: 'throttle', ms: 600 }]);
    expect(faults.strike(call('privatelink', 'ListVpcEndpoints'), 1000)).toEqual([]);
  });

  it('strikes with a probability, by the seed', () => {
    const faults = new Faults(createRandom(7));
    faults.add({ action: '*', probability: 0.25, times: 1000, effect: before });
    const struck = Array.from({ length: 1000 }, () => faults.strike(call('ecs', 'Any'), 0).length);
    expect(struck.filter((n) => n > 0).length).toBeGreaterThan(200);
    expect(struck.filter((n) => n > 0).length).toBeLessThan(300);
  });

  it('strikes only calls that name the object', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ action: '*', resource: 'ep-1', effect: before });
    const names = (id: string) => (resource: string) => resource === id;
    expect(faults.strike(call('privatelink', 'AddZoneToVpcEndpoint', { names: names('ep-2') }), 0)).toEqual([]);
    expect(faults.strike(call('privatelink', 'AddZoneToVpcEndpoint', { names: names('ep-1') }), 0)).toEqual([before]);
  });

  it('locks for its time, and only writes', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ action: '*', effect: { kind: 'lock', ms: 1000 } });
    expect(faults.strike(call('privatelink', 'ListVpcEndpoints', { write: false }), 0)).toEqual([]);
    expect(faults.strike(call('privatelink', 'AddZoneToVpcEndpoint'), 0)).toEqual([{ kind: 'lock', ms: 1000 }]);
    expect(faults.strike(call('privatelink', 'AddZoneToVpcEndpoint'), 999)).toEqual([{ kind: 'lock', ms: 1 }]);
    expect(faults.strike(call('privatelink', 'AddZoneToVpcEndpoint'), 1000)).toEqual([]);
  });

  it('scripts a transition: longer, for ever, exactly so long, back again', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ transition: 'endpoint.create', object: 'ep-1' });
    faults.add({ transition: 'service.create', delayMs: 500, times: 2 });
    faults.add({ transition: 'mesh.update', takesMs: 7, flipsBackMs: 3, nth: 2 });
    const remove = faults.add({ transition: 'zone.create' });
    remove();
    const plain = { takesMs: undefined, delayMs: 0, flipsBackMs: undefined };
    expect(faults.script('endpoint.create', 'ep-2')).toEqual(plain);
    expect(faults.script('endpoint.create', 'ep-1')).toEqual({ ...plain, delayMs: Number.POSITIVE_INFINITY });
    expect([1, 2, 3].map(() => faults.script('service.create', 'x').delayMs)).toEqual([500, 500, 0]);
    expect(faults.script('zone.create', 'x')).toEqual(plain);
    expect(faults.script('mesh.update', 'm')).toEqual(plain);
    expect(faults.script('mesh.update', 'm')).toEqual({ takesMs: 7, delayMs: 0, flipsBackMs: 3 });
  });

  it('goes on from where it was saved', () => {
    const faults = new Faults(createRandom(7));
    faults.add({ action: '*', probability: 0.5, nth: 2, times: 100, effect: before });
    faults.strike(call('ecs', 'Any'), 0);
    const saved = faults.save();
    const run = () => Array.from({ length: 20 }, () => faults.strike(call('ecs', 'Any'), 0).length);
    const first = run();
    faults.restore(saved);
    expect(run()).toEqual(first);
    expect(faults.list()).toMatchObject([{ id: 1, seen: 21 }]);
    expect(faults.remove(1)).toBe(true);
    expect(faults.remove(1)).toBe(false);
  });

  it.each([
    { why: 'no such transition', fault: { transition: 'endpoint.none' } },
    { why: 'no such effect', fault: { action: '*', effect: { kind: 'explode' } } },
    { why: 'two lengths', fault: { transition: 'endpoint.create', delayMs: 1, takesMs: 1 } },
    { why: 'back from nothing', fault: { transition: 'endpoint.delete', flipsBackMs: 1 } },
  ])('refuses what cannot be placed: $why', ({ fault }) => {
    expect(faultSchema.safeParse(fault).success).toBe(false);
  });
});
