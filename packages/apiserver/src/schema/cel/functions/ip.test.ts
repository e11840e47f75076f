import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  [
    "isIP('1.2.3.4') && isIP('::1') && !isIP('1.2.3.256') && !isIP(':::1') && !isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0') && !isIP('01.2.3.4') && !isIP('') && !isIP('1.2.3')",
    true,
  ],
  [
    "ip('1.2.3').family() == 4",
    'IP Address "1.2.3" parse error during conversion from string: ParseAddr("1.2.3"): IPv4 address too short',
  ],
  [
    "ip('1.2.3.256').family() == 4",
    'IP Address "1.2.3.256" parse error during conversion from string: ParseAddr("1.2.3.256"): IPv4 field has value >255',
  ],
  [
    "ip('1.2.3.04').family() == 4",
    'IP Address "1.2.3.04" parse error during conversion from string: ParseAddr("1.2.3.04"): IPv4 field has octet with leading zero',
  ],
  [
    "ip('1..3.4').family() == 4",
    'IP Address "1..3.4" parse error during conversion from string: ParseAddr("1..3.4"): IPv4 field must have at least one digit (at ".3.4")',
  ],
  [
    "ip('1.2.3.').family() == 4",
    'IP Address "1.2.3." parse error during conversion from string: ParseAddr("1.2.3."): IPv4 field must have at least one digit (at ".")',
  ],
  [
    "ip('1.2.3.4.5').family() == 4",
    'IP Address "1.2.3.4.5" parse error during conversion from string: ParseAddr("1.2.3.4.5"): IPv4 address too long',
  ],
  [
    "ip('1.2.3.x').family() == 4",
    'IP Address "1.2.3.x" parse error during conversion from string: ParseAddr("1.2.3.x"): unexpected character (at "x")',
  ],
  [
    "ip('x').family() == 4",
    'IP Address "x" parse error during conversion from string: ParseAddr("x"): unable to parse IP',
  ],
  [
    "ip('%1').family() == 4",
    'IP Address "%1" parse error during conversion from string: ParseAddr("%1"): missing IPv6 address',
  ],
  [
    "ip('::1%').family() == 4",
    'IP Address "::1%" parse error during conversion from string: ParseAddr("::1%"): zone must be a non-empty string',
  ],
  ["ip('::1%e').family() == 4", 'IP address "::1%e" with zone value is not allowed'],
  ["ip('::ffff:1.2.3.4').family() == 4", 'IPv4-mapped IPv6 address "::ffff:1.2.3.4" is not allowed'],
  [
    "ip(':').family() == 4",
    'IP Address ":" parse error during conversion from string: ParseAddr(":"): each colon-separated field must have at least one digit (at ":")',
  ],
  [
    "ip('1:').family() == 4",
    'IP Address "1:" parse error during conversion from string: ParseAddr("1:"): colon must be followed by more characters (at ":")',
  ],
  [
    "ip('1:2').family() == 4",
    'IP Address "1:2" parse error during conversion from string: ParseAddr("1:2"): address string too short',
  ],
  [
    "ip('12345::').family() == 4",
    'IP Address "12345::" parse error during conversion from string: ParseAddr("12345::"): each group must have 4 or less digits (at "12345::")',
  ],
  [
    "ip('1::2::3').family() == 4",
    'IP Address "1::2::3" parse error during conversion from string: ParseAddr("1::2::3"): multiple :: in address (at ":3")',
  ],
  [
    "ip('1:2:3:4:5:6:7:8:9').family() == 4",
    'IP Address "1:2:3:4:5:6:7:8:9" parse error during conversion from string: ParseAddr("1:2:3:4:5:6:7:8:9"): trailing garbage after address (at "9")',
  ],
  [
    "ip('1:2:3:4:5:6:7::8').family() == 6",
    'IP Address "1:2:3:4:5:6:7::8" parse error during conversion from string: ParseAddr("1:2:3:4:5:6:7::8"): the :: must expand to at least one field of zeros',
  ],
  [
    "ip('1:2:3:4:5:6:7:8::').family() == 6",
    'IP Address "1:2:3:4:5:6:7:8::" parse error during conversion from string: ParseAddr("1:2:3:4:5:6:7:8::"): the :: must expand to at least one field of zeros',
  ],
  [
    "ip('::1:2:3:4:5:6:7:8').family() == 6",
    'IP Address "::1:2:3:4:5:6:7:8" parse error during conversion from string: ParseAddr("::1:2:3:4:5:6:7:8"): the :: must expand to at least one field of zeros',
  ],
  ["ip('1:2:3:4:5:6:7::').family() == 6", true],
  [
    "ip('g::').family() == 6",
    'IP Address "g::" parse error during conversion from string: ParseAddr("g::"): each colon-separated field must have at least one digit (at "g::")',
  ],
  [
    "ip('1g::').family() == 6",
    'IP Address "1g::" parse error during conversion from string: ParseAddr("1g::"): unexpected character, want colon (at "g::")',
  ],
  [
    "ip('1:2.3.4.5').family() == 6",
    'IP Address "1:2.3.4.5" parse error during conversion from string: ParseAddr("1:2.3.4.5"): embedded IPv4 address must replace the final 2 fields of the address (at "2.3.4.5")',
  ],
  [
    "ip('1::2:3:4:5:6:7:2.3.4.5').family() == 6",
    'IP Address "1::2:3:4:5:6:7:2.3.4.5" parse error during conversion from string: ParseAddr("1::2:3:4:5:6:7:2.3.4.5"): too many hex fields to fit an embedded IPv4 at the end of the address (at "2.3.4.5")',
  ],
  [
    "ip('::1.2.3').family() == 6",
    'IP Address "::1.2.3" parse error during conversion from string: ParseAddr("::1.2.3"): IPv4 address too short',
  ],
  ["string(ip('2001:DB8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1'", true],
  ["string(ip('2001:db8:0:1:1:1:1:1')) == '2001:db8:0:1:1:1:1:1'", true],
  ["string(ip('::1.2.3.4')) == '::102:304'", true],
  ["string(ip('1:0:0:0:0:0:0:0')) == '1::'", true],
  ["string(ip('0:0::0')) == '::'", true],
  [
    "ip.isCanonical('127.0.0.1') && ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD') && !ip.isCanonical('2001:db8::0:0:0:abcd')",
    true,
  ],
  [
    "ip.isCanonical('x')",
    'IP Address "x" parse error during conversion from string: ParseAddr("x"): unable to parse IP',
  ],
  ["['127.0.0.1'].all(ip, isIP(ip) && ip.isCanonical(ip) && ip.startsWith('1'))", true],
  ["ip('127.0.0.1').family() == 4 && ip('::1').family() == 6", true],
  ["ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('::1').isUnspecified()", true],
  ["ip('127.1.0.1').isLoopback() && ip('::1').isLoopback() && !ip('::2').isLoopback()", true],
  [
    "ip('224.0.0.1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast() && ip('ff12::1').isLinkLocalMulticast() && !ip('fd00::1').isLinkLocalMulticast()",
    true,
  ],
  [
    "ip('169.254.1.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && ip('febf::1').isLinkLocalUnicast() && !ip('fec0::1').isLinkLocalUnicast()",
    true,
  ],
  [
    "ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && ip('2001:db8::1').isGlobalUnicast() && !ip('ff00::1').isGlobalUnicast() && !ip('0.0.0.0').isGlobalUnicast() && !ip('239.1.1.1').isGlobalUnicast()",
    true,
  ],
  ["ip('::1') == ip('0:0::1')", true],
  [
    "ip('::1') in [ip('0:0::1')] && [ip('::1')] == [ip('0::1')] && [ip('::2'), ip('::1')].indexOf(ip('::1')) == 1",
    true,
  ],
];

describe('addresses', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
