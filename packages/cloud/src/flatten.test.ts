import { describe, expect, it } from 'vitest';
import { flatten } from './flatten.ts';

describe('flatten', () => {
  const cases: readonly { reason: string; given: Record<string, unknown>; flat: Record<string, string> }[] = [
    {
      reason: 'plain values are text',
      given: { A: 'x', B: 3, C: true, D: false },
      flat: { A: 'x', B: '3', C: 'true', D: 'false' },
    },
    {
      reason: 'lists count from 1',
      given: { SecurityGroupId: ['sg-1', 'sg-2'] },
      flat: { 'SecurityGroupId.1': 'sg-1', 'SecurityGroupId.2': 'sg-2' },
    },
    {
      reason: 'objects in lists go by dots, and the lower-case ip stays so',
      given: {
        Zone: [
          { VSwitchId: 'vsw-1', ZoneId: 'z-i' },
          { VSwitchId: 'vsw-2', ZoneId: 'z-j', ip: '10.0.0.9' },
        ],
      },
      flat: {
        'Zone.1.VSwitchId': 'vsw-1',
        'Zone.1.ZoneId': 'z-i',
        'Zone.2.VSwitchId': 'vsw-2',
        'Zone.2.ZoneId': 'z-j',
        'Zone.2.ip': '10.0.0.9',
      },
    },
    { reason: 'nested maps go by dots', given: { A: { B: { C: 1 } } }, flat: { 'A.B.C': '1' } },
    {
      reason: 'null and undefined are left out, an empty string and zero are not',
      given: { A: null, B: undefined, C: '', D: 0 },
      flat: { C: '', D: '0' },
    },
    { reason: 'empty lists and maps are nothing', given: { A: [], B: {} }, flat: {} },
    {
      reason: 'a member named like one of Object.prototype is a member',
      given: { constructor: 'x' },
      flat: { constructor: 'x' },
    },
  ];
  it.each(cases)('$reason', ({ given, flat }) => {
    expect(flatten(given)).toEqual(flat);
  });
});
