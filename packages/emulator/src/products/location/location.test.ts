import { describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createEmulator } from '../../emulator.ts';
import { guide } from '../../scenarios/guide.ts';
import { testCloud } from '../../testing.ts';

const params = { RegionId: 'cn-hangzhou', Id: 'cn-hangzhou', ServiceCode: 'privatelink', Type: 'openAPI' };

describe('DescribeEndpoints', () => {
  it('gives the address that the emulator was reached at, for each product it serves', async () => {
    const emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant' });
    const call = { product: 'location', version: '2015-06-12', action: 'DescribeEndpoints', params };
    const { body } = await emulator.call({ ...call, host: '127.0.0.1:40123' });
    expect(body).toMatchObject({
      Success: true,
      Endpoints: { Endpoint: [{ Endpoint: '127.0.0.1:40123', Id: 'cn-hangzhou', SerivceCode: 'privatelink' }] },
    });
    await emulator.close();
  });

  it('has none for other products and kinds, and no other regions', async () => {
    const cloud = testCloud();
    const none = { Endpoints: { Endpoint: [] } };
    expect(await cloud.get('location.DescribeEndpoints', { ...params, ServiceCode: 'rds' })).toMatchObject(none);
    expect(await cloud.get('location.DescribeEndpoints', { ...params, Type: 'innerAPI' })).toMatchObject(none);
    expect(await cloud.refusal('location.DescribeEndpoints', { ...params, Id: 'nowhere' })).toBe('InvalidRegionId');
  });
});
