import { describe, expect, it } from 'vitest';
import { knownFormat, matchesFormat } from './formats.ts';

describe('formats', () => {
  it.each<{ format: string; yes: string[]; no: string[] }>([
    {
      format: 'date-time',
      yes: ['2024-02-29T23:59:59Z', '2024-01-01t00:00:00.123+08:00'],
      no: ['2023-02-29T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00', '2024-01-01', ''],
    },
    { format: 'date', yes: ['2000-02-29'], no: ['1900-02-29', '2000-13-01', '2000-1-1'] },
    { format: 'duration', yes: ['1h30m', '22 ns', '3 days', '-1.5s', '0'], no: ['', 'soon', '1'] },
    { format: 'ipv4', yes: ['10.0.0.1', '010.0.0.1'], no: ['10.0.0', '::1', '256.0.0.1'] },
    { format: 'ipv6', yes: ['::1', 'fe80::1'], no: ['10.0.0.1', ':::'] },
    { format: 'cidr', yes: ['10.0.0.0/8', '::/0'], no: ['10.0.0.0', '10.0.0.0/33', '::/129'] },
    {
      format: 'hostname',
      yes: ['example.com', 'a-b.example.org', 'localhost'],
      no: ['-a.com', 'a..b', `${'a'.repeat(64)}.com`],
    },
    { format: 'uri', yes: ['https://example.com/a?b', '/path', 'urn:x'], no: ['', 'example.com', 'http://a b'] },
    { format: 'uuid', yes: ['6F9619FF-8B86-D011-B42D-00CF4FC964FF'], no: ['6F9619FF'] },
    {
      format: 'mac',
      yes: ['00:00:5e:00:53:01', '0000.5e00.5301', '02-00-5e-10-00-00-00-01'],
      no: ['00:00:5e:00:53', '0:0:0:0:0:0'],
    },
    { format: 'byte', yes: ['aGk=', 'aGkh'], no: ['', 'aGk', '****'] },
    { format: 'email', yes: ['a@example.com'], no: ['a', '@example.com'] },
    { format: 'isbn', yes: ['0321751043', '978-0321751041'], no: ['0321751044'] },
    { format: 'k8s-short-name', yes: ['a-1'], no: ['A', '-a', 'a.b'] },
    { format: 'k8s-long-name', yes: ['a.b-1'], no: ['a..b'] },
  ])('$format', ({ format, yes, no }) => {
    expect(knownFormat(format)).toBe(true);
    expect(yes.filter((text) => !matchesFormat(format, text))).toEqual([]);
    expect(no.filter((text) => matchesFormat(format, text))).toEqual([]);
  });

  it('when nobody knows a format, everything has it', () => {
    expect(knownFormat('constructor')).toBe(false);
    expect(matchesFormat('constructor', 'x')).toBe(true);
  });
});
