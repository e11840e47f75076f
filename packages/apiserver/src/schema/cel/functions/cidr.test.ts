import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  [
    "isCIDR('1.2.3.4/24') && isCIDR('::1/128') && !isCIDR('1.2.3.4/33') && !isCIDR('::1/129') && !isCIDR('1.2.3.4') && !isCIDR('::ffff:1.2.3.4/24') && !isCIDR('1.2.3.4/024') && isCIDR('1.2.3.4/0') && !isCIDR('1.2.3.4/+1') && !isCIDR('1.2.3.4/') && !isCIDR('::1%e/12')",
    true,
  ],
  [
    "cidr('1.2.3.4').prefixLength() == 1",
    `network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("1.2.3.4"): no '/'`,
  ],
  [
    "cidr('1.2.3/24').prefixLength() == 1",
    'network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("1.2.3/24"): ParseAddr("1.2.3"): IPv4 address too short',
  ],
  [
    "cidr('1.2.3.4/024').prefixLength() == 1",
    'network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("1.2.3.4/024"): bad bits after slash: "024"',
  ],
  [
    "cidr('1.2.3.4/33').prefixLength() == 1",
    'network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("1.2.3.4/33"): prefix length out of range',
  ],
  [
    "cidr('::1%e/12').prefixLength() == 1",
    'network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("::1%e/12"): IPv6 zones cannot be present in a prefix',
  ],
  [
    "cidr('::ffff:1.2.3.4/24').prefixLength() == 1",
    'network address parse error during conversion from string: IPv4-mapped IPv6 address "::ffff:1.2.3.4/24" is not allowed',
  ],
  [
    "cidr('1.2.3.4/99999999999999999999').prefixLength() == 1",
    'network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("1.2.3.4/99999999999999999999"): bad bits after slash: "99999999999999999999"',
  ],
  [
    "cidr('192.168.1.77/20').masked() == cidr('192.168.0.0/20') && cidr('192.168.1.77/0').masked() == cidr('0.0.0.0/0') && cidr('ffff:ffff:ffff::/33').masked() == cidr('ffff:ffff:8000::/33')",
    true,
  ],
  [
    "cidr('192.168.0.0/24').containsIP('192.168.0.9') && cidr('192.168.0.7/24').containsIP(ip('192.168.0.9')) && !cidr('192.168.0.0/24').containsIP('192.168.1.9') && !cidr('0.0.0.0/0').containsIP('::1')",
    true,
  ],
  [
    "cidr('192.168.0.0/24').containsIP('x')",
    "'no such overload': call arguments did not match a supported operator, function or macro signature",
  ],
  [
    "cidr('192.168.0.0/24').containsCIDR('x')",
    `network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix("x"): no '/'`,
  ],
  [
    "cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR(cidr('192.168.2.0/24')) && !cidr('192.168.1.0/24').containsCIDR('192.168.0.0/16') && cidr('192.168.1.5/24').containsCIDR('192.168.1.9/24')",
    true,
  ],
  [
    "cidr('192.168.0.1/24').ip() == ip('192.168.0.1') && cidr('::1/12').prefixLength() == 12 && string(cidr('1.2.3.4/24')) == '1.2.3.4/24' && string(cidr('0:0::1/24')) == '::1/24'",
    true,
  ],
  ["cidr('1.2.3.4/24') == cidr('1.2.3.5/24')", false],
];

describe('networks', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
