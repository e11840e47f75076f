import { describe, expect, it } from 'vitest';
import { type InboundRule, permits } from './security.ts';

const dialler = { cidrs: ['10.0.0.0/8'], groupIds: ['sg-mesh'] };

function rule(change: Partial<InboundRule> = {}): InboundRule {
  return {
    policy: 'Accept',
    protocol: 'TCP',
    portRange: '6443/6443',
    source: { cidr: '10.0.0.0/8' },
    priority: 1,
    ...change,
  };
}

describe('security-group rules', () => {
  const cases: { reason: string; rules: InboundRule[]; passes: boolean }[] = [
    { reason: 'nothing accepts', rules: [], passes: false },
    { reason: 'a rule accepts port and source', rules: [rule()], passes: true },
    { reason: 'a wider source accepts', rules: [rule({ source: { cidr: '0.0.0.0/0' } })], passes: true },
    { reason: 'only a part of the VPC is accepted', rules: [rule({ source: { cidr: '10.1.0.0/16' } })], passes: false },
    { reason: 'a range holds the port', rules: [rule({ portRange: '6000/7000' })], passes: true },
    { reason: 'a range stops short of the port', rules: [rule({ portRange: '6000/6442' })], passes: false },
    { reason: 'all ports of all protocols', rules: [rule({ protocol: 'ALL', portRange: '-1/-1' })], passes: true },
    { reason: 'another protocol', rules: [rule({ protocol: 'UDP' })], passes: false },
    { reason: 'the group of who dials is accepted', rules: [rule({ source: { groupId: 'sg-mesh' } })], passes: true },
    { reason: 'another group is accepted', rules: [rule({ source: { groupId: 'sg-else' } })], passes: false },
    { reason: 'a drop of the same priority wins', rules: [rule(), rule({ policy: 'Drop' })], passes: false },
    { reason: 'a drop comes later', rules: [rule(), rule({ policy: 'Drop', priority: 2 })], passes: true },
    {
      reason: 'a drop of a part comes first',
      rules: [rule({ priority: 2 }), rule({ policy: 'Drop', source: { cidr: '10.7.0.0/16' } })],
      passes: false,
    },
    { reason: 'a malformed source', rules: [rule({ source: { cidr: '10.0.0/8' } })], passes: false },
  ];

  it.each(cases)('when $reason, TCP passes: $passes', ({ rules, passes }) => {
    expect(permits(rules, dialler, 6443)).toBe(passes);
  });

  it('when the VPC has a second CIDR, both must be accepted', () => {
    const both = { ...dialler, cidrs: ['10.0.0.0/8', '192.168.0.0/16'] };
    expect(permits([rule()], both, 6443)).toBe(false);
    expect(permits([rule(), rule({ source: { cidr: '192.168.0.0/16' } })], both, 6443)).toBe(true);
  });
});
