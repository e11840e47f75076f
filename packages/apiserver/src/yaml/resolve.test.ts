import { expect, it } from 'vitest';
import { resolve } from './resolve.ts';

it.each([
  ['bool', true, ['y', 'Yes', 'TRUE', 'on']],
  ['bool', false, ['N', 'no', 'False', 'OFF']],
  ['null', null, ['', '~', 'null', 'NULL']],
  ['int', 10, ['10', '+10', '1_0', '0x0A', '0b1010', '012', '0o12', '0b+1010']],
  ['int', -10, ['-10', '-0xa', '0b-1010']],
  ['int', 2n ** 64n - 1n, ['18446744073709551615', '0xffffffffffffffff']],
  ['float', 8, ['8.', '08', '8e0', '+.8e1']],
  ['float', 0.5, ['.5', '.5_0', '0.5']],
  ['float', 2 ** 64, ['18446744073709551616']],
  ['float', Number.NEGATIVE_INFINITY, ['-.inf']],
] as const)('finds the %s %s in each of its forms', (type, value, texts) => {
  for (const text of texts) expect(resolve(text), text).toEqual({ type, value });
});

it.each([
  'tRUE',
  'nUll',
  '1e400',
  '._5',
  '0x',
  '0b2',
  '-0b-1',
  '+18446744073709551615x',
  '12:30:45',
  '1:2',
  '<<',
  '=',
  '-',
  '.',
  '..',
  '2020-13-01',
  '2021-02-29',
  '2020-01-01 10:00:00Z',
  '2020-01-01T10:00:00',
])('takes %s for text', (text) => {
  expect(resolve(text)).toEqual({ type: 'str', value: text });
});

it.each([
  '2020-1-1',
  '0000-02-29',
  '2020-01-01  10:00:00',
  '2020-01-01 1:2:3,5',
  '2020-01-01t10:00:00.5Z',
  '2020-01-01T10:00:00+24:60',
])('takes %s for a time', (text) => {
  expect(resolve(text)).toEqual({ type: 'timestamp', value: text });
});

it.each(['9', '_', 'f'])('is done soon with a great many of %s', (character) => {
  expect(resolve(`0x${character.repeat(3_000_000)}`).type).toBe('str');
});
