import { annotations } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { builtWorld, deleting, freshWorld, MESH } from './testing/world.ts';
import { wishOf } from './wish.ts';

describe('the wish of an object', () => {
  it('names the field of each thing that is listed', () => {
    const { wish } = freshWorld({ clusters: 2 });
    expect(wish.clusters.map(({ clusterId, field, vSwitches }) => [clusterId, field, vSwitches[0]?.field])).toEqual([
      ['c1', 'spec.ackVpcEndpoint[0]', 'spec.ackVpcEndpoint[0].vSwitches[0]'],
      ['c2', 'spec.ackVpcEndpoint[1]', 'spec.ackVpcEndpoint[1].vSwitches[0]'],
    ]);
    expect(wish.asmVSwitches).toEqual([
      { vSwitchId: 'vsw-asm', zoneId: 'cn-i', field: 'spec.asmVpcEndpoint.vSwitches[0]' },
    ]);
  });

  it('when the object is being deleted, is for nothing, and still knows what the status recorded', () => {
    const { wish } = deleting(builtWorld());
    expect(wish).toMatchObject({ deleting: true, clusters: [], asmVSwitches: [] });
    expect(wish.recorded.get('api-server-endpoint/c1')).toBe('ep-c1');
  });

  it('when the status has ids, knows them by role', () => {
    const { wish } = builtWorld({ clusters: 2, vpcOf: () => 'vpc-ack1' });
    expect(Object.fromEntries(wish.recorded)).toEqual({
      'api-server-endpoint/c1': 'ep-c1',
      'api-server-endpoint/c2': 'ep-c2',
      'api-server-service/c1': 'epsrv-c1',
      'api-server-service/c2': 'epsrv-c2',
      'pilot-service': 'epsrv-pilot',
    });
    expect(Object.fromEntries(wish.recordedPilot)).toEqual({ c1: 'ep-vpc-ack1', c2: 'ep-vpc-ack1' });
  });

  it.each([
    ['Available', true],
    ['Degraded', true],
    ['Provisioning', false],
    ['Failed', false],
    [undefined, false],
  ] as const)('when the status was %s, it was available before: %s', (status, expected) => {
    const { object } = freshWorld();
    expect(wishOf({ ...object, status: { status } }, MESH).wasAvailable).toBe(expected);
  });

  it.each([
    ['one id', 'ep-1', ['ep-1']],
    ['commas and blanks', ' ep-1, epsrv-2\n,ep-3 ', ['ep-1', 'epsrv-2', 'ep-3']],
    ['nothing', '', []],
  ])('when the recreate annotation holds %s, these may be made anew', (_what, value, expected) => {
    const { object } = freshWorld();
    const metadata = { ...object.metadata, annotations: { [annotations.recreate]: value } };
    expect([...wishOf({ ...object, metadata }, MESH).recreate]).toEqual(expected);
  });
});
