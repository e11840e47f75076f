import { describe, expect, it } from 'vitest';
import { balancer, vSwitch } from '../testing/world.ts';
import { chooseZones, servedZones, type ZoneQuestion } from './zones.ts';

const FIELD = 'spec.asmVpcEndpoint.vSwitches';

function question(listed: [vSwitchId: string, zoneId: string][], change: Partial<ZoneQuestion> = {}): ZoneQuestion {
  const vSwitches = [
    vSwitch('vsw-i1', 'vpc-asm', 'cn-i', { freeAddresses: 9 }),
    vSwitch('vsw-i2', 'vpc-asm', 'cn-i', { freeAddresses: 99 }),
    vSwitch('vsw-j', 'vpc-asm', 'cn-j'),
    vSwitch('vsw-k', 'vpc-asm', 'cn-k'),
    vSwitch('vsw-other', 'vpc-ack1', 'cn-i'),
    vSwitch('vsw-new', 'vpc-asm', 'cn-i', { status: 'Pending' }),
    vSwitch('vsw-full', 'vpc-asm', 'cn-i', { freeAddresses: 0 }),
  ];
  return {
    otherSide: 'the API server of cluster c1',
    balancerId: 'lb-api1',
    served: { zones: ['cn-i'], standby: ['cn-j'] },
    vpcId: 'vpc-asm',
    field: FIELD,
    listed: listed.map(([vSwitchId, zoneId], index) => ({ vSwitchId, zoneId, field: `${FIELD}[${index}]` })),
    vSwitches: new Map(vSwitches.map((each) => [each.id, each])),
    current: [],
    ...change,
  };
}

/** A question in a VPC that has none but the vSwitches named. */
function only(...ids: string[]): Partial<ZoneQuestion> {
  const all = question([]).vSwitches;
  return { vSwitches: new Map([...all].filter(([id]) => ids.includes(id))) };
}

describe('the zones of an endpoint', () => {
  const chosen: [why: string, asked: ZoneQuestion, expected: string[]][] = [
    ['a vSwitch in a served zone', question([['vsw-i1', 'cn-i']]), ['vsw-i1']],
    ['one per zone, the first wins', question([['vsw-i2', 'cn-i'], ['vsw-i1', 'cn-i']]), ['vsw-i2']], // biome-ignore format: a row
    ['zones that are not served are left out', question([['vsw-k', 'cn-k'], ['vsw-i1', 'cn-i']]), ['vsw-i1']], // biome-ignore format: a row
    ['a bad entry does not spoil a good one', question([['vsw-x', 'cn-i'], ['vsw-i1', 'cn-i']]), ['vsw-i1']], // biome-ignore format: a row
    ['the standby zone alone is tried', question([['vsw-j', 'cn-j']]), ['vsw-j']],
    [
      'where the endpoint stands is not exchanged for another of its zone',
      question([['vsw-i1', 'cn-i'], ['vsw-i2', 'cn-i']], { current: [{ zoneId: 'cn-i', vSwitchId: 'vsw-i2' }] }), // biome-ignore format: a row
      ['vsw-i2'],
    ],
    [
      'an endpoint that has an address needs no other one',
      question([['vsw-full', 'cn-i']], { current: [{ zoneId: 'cn-i', vSwitchId: 'vsw-full' }] }),
      ['vsw-full'],
    ],
  ];
  it.each(chosen)('when %s', (_why, asked, expected) => {
    expect(chooseZones(asked).chosen.map((zone) => zone.vSwitchId)).toEqual(expected);
  });

  const refused: [why: string, asked: ZoneQuestion, reason: string, severity: string, field: string, says: string][] = [
    [
      'the zone is not served',
      question([['vsw-k', 'cn-k']]),
      'ZoneNotServed',
      'person',
      `${FIELD}[0].zoneId`,
      `None of the listed vSwitches lies in a zone that lb-api1, in front of the API server of cluster c1, serves: vsw-k (cn-k), but it serves cn-i. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      'the zone is not served and the VPC has no vSwitch where it is',
      question([['vsw-k', 'cn-k']], only('vsw-k', 'vsw-full', 'vsw-new')),
      'ZoneNotServed',
      'person',
      `${FIELD}[0].zoneId`,
      `None of the listed vSwitches lies in a zone that lb-api1, in front of the API server of cluster c1, serves: vsw-k (cn-k), but it serves cn-i. vpc-asm has no vSwitch to offer in cn-i: create one there and list it in ${FIELD}.`,
    ],
    [
      'several zones are not served: it is the list that is wrong',
      question([['vsw-k', 'cn-k'], ['vsw-j', 'cn-j']], { served: { zones: ['cn-i', 'cn-h'], standby: [] } }), // biome-ignore format: a row
      'ZoneNotServed',
      'person',
      FIELD,
      `None of the listed vSwitches lies in a zone that lb-api1, in front of the API server of cluster c1, serves: vsw-k (cn-k), vsw-j (cn-j), but it serves cn-i or cn-h. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      'the other side serves no zone at all',
      question([['vsw-i1', 'cn-i']], { served: { zones: [], standby: [] } }),
      'ZoneNotServed',
      'person',
      `${FIELD}[0].zoneId`,
      'None of the listed vSwitches lies in a zone that lb-api1, in front of the API server of cluster c1, serves: vsw-i1 (cn-i), but it serves no zone at all. Look at the zones of lb-api1.',
    ],
    [
      'there is no such vSwitch',
      question([['vsw-x', 'cn-i']]),
      'VSwitchNotFound',
      'person',
      `${FIELD}[0].vSwitchId`,
      `There is no vSwitch vsw-x in this region. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      'there is no such vSwitch, and its zone would not be served either',
      question([['vsw-x', 'cn-k']]),
      'VSwitchNotFound',
      'person',
      `${FIELD}[0].vSwitchId`,
      `There is no vSwitch vsw-x in this region. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      "the vSwitch is the other VPC's",
      question([['vsw-other', 'cn-i']]),
      'VSwitchWrongVpc',
      'person',
      `${FIELD}[0].vSwitchId`,
      `vSwitch vsw-other is in vpc-ack1, but the endpoint to the API server of cluster c1 stands in vpc-asm. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      'zoneId is not the zone of the vSwitch, which is served',
      question([['vsw-i1', 'cn-k']]),
      'VSwitchZoneMismatch',
      'person',
      `${FIELD}[0].zoneId`,
      "zoneId says cn-k, but vSwitch vsw-i1 is in cn-i: zoneId is the vSwitch's own zone. Write zoneId: cn-i.",
    ],
    [
      'zoneId is served, but the vSwitch is elsewhere',
      question([['vsw-k', 'cn-i']]),
      'VSwitchZoneMismatch',
      'person',
      `${FIELD}[0].zoneId`,
      `zoneId says cn-i, but vSwitch vsw-k is in cn-k: zoneId is the vSwitch's own zone. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      'the vSwitch is being made',
      question([['vsw-new', 'cn-i']]),
      'VSwitchNotAvailable',
      'wait',
      `${FIELD}[0].vSwitchId`,
      `vSwitch vsw-new is Pending, not Available. Wait for it, or list another one. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
    [
      'the vSwitch is full',
      question([['vsw-full', 'cn-i']]),
      'VSwitchNoAddress',
      'person',
      `${FIELD}[0].vSwitchId`,
      `vSwitch vsw-full has no free address left for an endpoint. Free one, or list another one. Write vSwitchId: vsw-i2, zoneId: cn-i in ${FIELD}.`,
    ],
  ];
  it.each(refused)(
    'when %s, nothing is chosen and what to write is said',
    (_why, asked, reason, severity, field, says) => {
      expect(chooseZones(asked)).toEqual({ chosen: [], problems: [{ reason, severity, field, message: says }] });
    },
  );

  it('when only the standby zone is listed, it warns and names what is certain', () => {
    expect(chooseZones(question([['vsw-j', 'cn-j']])).problems).toEqual([
      {
        reason: 'StandbyZone',
        severity: 'warning',
        field: `${FIELD}[0].zoneId`,
        message:
          'cn-j is only the standby zone of lb-api1, in front of the API server of cluster c1: it is tried, and may be refused. A vSwitch of vpc-asm in cn-i is certain.',
      },
    ]);
  });

  it('when another entry serves, a fault is only a warning, and one that the link would not use is none', () => {
    const { problems } = chooseZones(question([['vsw-i1', 'cn-i'], ['vsw-x', 'cn-i'], ['vsw-y', 'cn-k']])); // biome-ignore format: a row
    expect(problems.map(({ severity, reason, field }) => ({ severity, reason, field }))).toEqual([
      { severity: 'warning', reason: 'VSwitchNotFound', field: `${FIELD}[1].vSwitchId` },
    ]);
  });

  it('when nothing is listed, it says so', () => {
    expect(chooseZones(question([])).problems[0]?.message).toContain('none is listed, but it serves cn-i');
  });
});

describe('the zones that the other side serves', () => {
  const clb = balancer('lb-1', 'vpc-1', { zones: ['cn-i'], standbyZones: ['cn-j'] });

  it("when the service is not there yet, they are the balancer's", () => {
    expect(servedZones(clb, undefined)).toEqual({ zones: ['cn-i'], standby: ['cn-j'] });
  });

  it('when the service has said its zones, they alone count', () => {
    expect(servedZones(clb, ['cn-j'])).toEqual({ zones: ['cn-j'], standby: [] });
  });
});
