import { describe, expect, it } from 'vitest';
import { freeAddresses, isFree, takeAddress } from './addresses.ts';
import { contains, formatAddress, overlaps, parseAddress, parseCidr } from './cidr.ts';
import type { VSwitch } from './world.ts';

function vSwitch(cidr: string, occupied = 0): VSwitch {
  return {
    id: 'vsw-1',
    vpcId: 'vpc-1',
    zoneId: 'z',
    name: '',
    description: '',
    cidr,
    status: 'Available',
    createdAt: 0,
    tags: new Map(),
    used: new Map(),
    occupied,
  };
}

describe('addresses of a vSwitch', () => {
  it('has all but four of its range', () => {
    expect(freeAddresses(vSwitch('192.168.0.0/24'))).toBe(252);
    expect(freeAddresses(vSwitch('192.168.0.0/24', 252))).toBe(0);
  });

  it('gives the lowest free one, until none is left', () => {
    const small = vSwitch('10.0.0.0/29');
    expect([1, 2, 3, 4, 5].map(() => takeAddress(small, 'x'))).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.3',
      '10.0.0.4',
      undefined,
    ]);
    small.used.delete('10.0.0.2');
    expect(isFree(small, '10.0.0.2')).toBe(true);
    expect(isFree(small, '10.0.0.7')).toBe(false);
    expect(isFree(small, '10.0.1.2')).toBe(false);
    expect(takeAddress(small, 'y')).toBe('10.0.0.2');
  });
});

describe('ranges', () => {
  it('reads addresses and networks, and nothing that looks like them', () => {
    expect(formatAddress(parseAddress('255.255.255.254') ?? 0)).toBe('255.255.255.254');
    expect(['1.2.3', '1.2.3.256', '01.2.3.4', 'a.b.c.d', ''].map(parseAddress)).toEqual(Array(5).fill(undefined));
    expect(['10.0.0.1/24', '10.0.0.0/33', '10.0.0.0'].map(parseCidr)).toEqual([undefined, undefined, undefined]);
  });

  it('knows what lies within what', () => {
    const vpc = parseCidr('192.168.0.0/16');
    const inside = parseCidr('192.168.255.0/24');
    const outside = parseCidr('192.169.0.0/24');
    if (!vpc || !inside || !outside) throw new Error('a range was not read');
    expect([contains(vpc, inside), contains(vpc, outside), overlaps(vpc, outside), overlaps(inside, vpc)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
