import { describe, expect, it } from 'vitest';
import { actionPattern, Faults } from './faults.ts';
import { createRandom } from './random.ts';

const before = { kind: 'error', when: 'before', code: 'SystemBusy' } as const;

describe('Faults', () => {
  it('strikes the n-th matching call, as often as told', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ action: 'CreateVpcEndpoint', nth: 2, times: 2, effect: before });
    const struck = Array.from({ length: 5 }, () => faults.strike('privatelink', 'CreateVpcEndpoint', 0).length);
    expect(struck).toEqual([0, 1, 1, 0, 0]);
    expect(faults.strike('privatelink', 'ListVpcEndpoints', 0)).toEqual([]);
  });

  it('throttles every matching call for its time', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ action: 'privatelink:List*', effect: { kind: 'throttle', ms: 1000 } });
    expect(faults.strike('privatelink', 'ListVpcEndpoints', 0)).toEqual([{ kind: 'throttle', ms: 1000 }]);
    expect(faults.strike('privatelink', 'ListVpcEndpointZones', 400)).toEqual([{ kind: 'throttle', ms: 600 }]);
    expect(faults.strike('privatelink', 'ListVpcEndpoints', 1000)).toEqual([]);
  });

  it('strikes with a probability, by the seed', () => {
    const faults = new Faults(createRandom(7));
    faults.add({ action: '*', probability: 0.25, times: 1000, effect: before });
    const struck = Array.from({ length: 1000 }, () => faults.strike('ecs', 'Any', 0).length);
    expect(struck.filter((n) => n > 0).length).toBeGreaterThan(200);
    expect(struck.filter((n) => n > 0).length).toBeLessThan(300);
  });

  it('delays a transition or holds it for ever, and can be taken away', () => {
    const faults = new Faults(createRandom(1));
    faults.add({ transition: 'endpoint.create', object: 'ep-1' });
    faults.add({ transition: 'service.create', delayMs: 500, times: 2 });
    const remove = faults.add({ transition: 'zone.create' });
    remove();
    expect(faults.delay('endpoint.create', 'ep-2')).toBe(0);
    expect(faults.delay('endpoint.create', 'ep-1')).toBe(Number.POSITIVE_INFINITY);
    expect([1, 2, 3].map(() => faults.delay('service.create', 'x'))).toEqual([500, 500, 0]);
    expect(faults.delay('zone.create', 'x')).toBe(0);
  });
});

describe('actionPattern', () => {
  it('takes an action, a product with an action, and patterns', () => {
    expect(actionPattern('createvpcendpoint')('privatelink', 'CreateVpcEndpoint')).toBe(true);
    expect(actionPattern('ecs:*')('vpc', 'DescribeVpcs')).toBe(false);
    expect(actionPattern('*')('vpc', 'DescribeVpcs')).toBe(true);
    expect(actionPattern('vpc:Describe.*')('vpc', 'DescribeVpcs')).toBe(false);
  });
});
