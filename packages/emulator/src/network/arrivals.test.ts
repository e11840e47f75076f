import { describe, expect, it } from 'vitest';
import { arrivals } from './arrivals.ts';
import type { Target } from './dial.ts';
import { DialError } from './errors.ts';

const place = { host: '127.80.0.1', port: 6443 };

/** A name with an address in each of two zones; nothing arrives at the second. */
const network = {
  resolve: (name: string) =>
    name === 'ep-1'
      ? [
          { vpcId: 'vpc-asm', zoneId: 'i', ip: '10.0.0.1' },
          { vpcId: 'vpc-asm', zoneId: 'j', ip: '10.0.0.2' },
        ]
      : undefined,
  route(target: Target) {
    if (target.host === '10.0.0.1') return place;
    throw new DialError('ETIMEDOUT', target, 'no security group lets TCP 6443 in');
  },
};

describe('where dials arrive', () => {
  it('each address of a name, with its zone, by itself', () => {
    expect(arrivals(network, { fromVpc: 'vpc-asm', host: 'ep-1', port: 6443 })).toEqual([
      { ip: '10.0.0.1', zoneId: 'i', place },
      { ip: '10.0.0.2', zoneId: 'j', code: 'ETIMEDOUT', message: 'no security group lets TCP 6443 in' },
    ]);
  });

  it('an address is taken as it is', () => {
    expect(arrivals(network, { fromVpc: 'vpc-asm', host: '10.0.0.1', port: 6443 })).toEqual([
      { ip: '10.0.0.1', place },
    ]);
  });

  it('a name that nobody has is told from one without addresses', () => {
    expect(arrivals(network, { fromVpc: 'vpc-asm', host: 'ep-2', port: 6443 })).toBeUndefined();
  });
});
