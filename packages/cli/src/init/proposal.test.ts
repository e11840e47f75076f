import { describe, expect, it } from 'vitest';
import { freeBlock } from './free-block.ts';
import { entriesFor, type Place, type VSwitch } from './proposal.ts';

const vSwitch = (id: string, zoneId: string, more: Partial<VSwitch> = {}): VSwitch => ({
  id,
  zoneId,
  vpcId: 'vpc-1',
  status: 'Available',
  freeAddresses: 10,
  ...more,
});
const place = (balancerId: string, ...zones: string[]): Place => ({
  vpcId: 'vpc-1',
  balancerId,
  zones,
  otherSide: balancerId,
});
const asked = (places: Place[], vSwitches: VSwitch[], most: number) => {
  const { entries, gaps } = entriesFor(places, new Map(vSwitches.map((each) => [each.id, each])), most);
  return { zones: entries.map(({ choice }) => choice.zoneId), gaps: gaps.map(({ balancerId }) => balancerId), entries };
};

describe('the vSwitches to list', () => {
  it.each<[string, Place[], string[], number, string[], string[]]>([
    ['one zone serves all', [place('a', 'i'), place('b', 'i')], ['i', 'j'], 2, ['i'], []],
    ['each needs its own', [place('a', 'i'), place('b', 'j')], ['i', 'j'], 1, ['i', 'j'], []],
    ['two zones where there are two', [place('a', 'i', 'j')], ['i', 'j'], 2, ['i', 'j'], []],
    ['one zone when no more are wished', [place('a', 'i', 'j')], ['i', 'j'], 1, ['i'], []],
    ['the next best zone', [place('a', 'i', 'j')], ['j'], 1, ['j'], []],
    ['a gap where no vSwitch lies', [place('a', 'h'), place('b', 'i')], ['i', 'j'], 2, ['i'], ['a']],
  ])('%s', (_, places, zones, most, chosen, gaps) => {
    expect(
      asked(
        places,
        zones.map((zone) => vSwitch(`vsw-${zone}`, zone)),
        most,
      ),
    ).toMatchObject({ zones: chosen, gaps });
  });

  it('leave out what is full, not available, or in another VPC', () => {
    const unfit = [
      vSwitch('vsw-1', 'i', { freeAddresses: 0 }),
      vSwitch('vsw-2', 'i', { status: 'Pending' }),
      vSwitch('vsw-3', 'i', { vpcId: 'vpc-2' }),
    ];
    expect(asked([place('a', 'i')], unfit, 1)).toMatchObject({ zones: [], gaps: ['a'] });
  });

  it('have the one with the most free addresses first, and say why', () => {
    const { entries } = asked(
      [place('lb-1', 'i')],
      [vSwitch('vsw-1', 'i'), vSwitch('vsw-2', 'i', { freeAddresses: 99 })],
      1,
    );
    expect(entries[0]?.choice.candidates.map(({ id }) => id)).toEqual(['vsw-2', 'vsw-1']);
    expect(entries[0]?.why).toBe('i is served by lb-1, in front of lb-1');
  });

  it('never are more than the schema takes, and everybody has one before anybody has two', () => {
    const letters = 'abcdefghijkl'.split('');
    const places = letters.slice(0, 10).map((zone) => place(zone, zone, 'k', 'l'));
    const { zones, gaps } = asked(
      places,
      letters.map((zone) => vSwitch(`vsw-${zone}`, zone)),
      2,
    );
    expect(zones).toEqual(letters.slice(0, 10));
    expect(gaps).toEqual([]);
  });
});

describe('a free block', () => {
  it.each([
    [['192.168.0.0/16'], ['192.168.0.0/24'], '192.168.1.0/28'],
    [['10.0.0.0/24'], ['10.0.0.0/25', '10.0.0.192/26'], '10.0.0.128/28'],
    [['10.0.0.0/24'], ['10.0.0.0/24'], undefined],
    [['10.0.0.0/28', '10.1.0.0/16'], ['10.0.0.0/29'], '10.1.0.0/28'],
    [['nonsense'], [], undefined],
  ])('of %j beside %j', (vpc, taken, block) => {
    expect(freeBlock(vpc, taken)).toBe(block);
  });
});
