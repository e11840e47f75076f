/** An account that owes money (alibaba-cloud-api §2.1: FinancialLocked). */
import { describe, expect, it } from 'vitest';
import { setArrears } from './arrears.ts';
import { cloudWith, ids, makeEndpoint, makeService, testCloud } from './testing.ts';

describe('arrears', () => {
  it('lock what there is and what is made, until they are paid', async () => {
    const cloud = testCloud();
    const { world } = cloud.emulator;
    const [account] = world.accounts.values();
    if (account === undefined) throw new Error('the guide has an account');
    const ServiceId = await makeService(cloud, ids.pilot);
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const locked = async () => [
      (await cloud.get('privatelink.GetVpcEndpointAttribute', { EndpointId })).EndpointBusinessStatus,
      (await cloud.get('privatelink.GetVpcEndpointServiceAttribute', { ServiceId })).ServiceBusinessStatus,
    ];
    const zone = { ServiceId, EndpointId, ZoneId: ids.zoneJ };

    setArrears(world, account, true);
    expect(await locked()).toEqual(['FinancialLocked', 'FinancialLocked']);
    expect(await cloud.refusal('privatelink.DisableVpcEndpointZoneConnection', zone)).toBe(
      'IncorrectBusinessStatus.VpcEndpoint',
    );
    expect((await cloud.get('privatelink.CreateVpcEndpointService', {})).ServiceBusinessStatus).toBe('FinancialLocked');

    setArrears(world, account, false);
    expect(await locked()).toEqual(['Normal', 'Normal']);
    await cloud.get('privatelink.DisableVpcEndpointZoneConnection', zone);
  });

  it('of a scenario hold from the start, and forbid to activate PrivateLink', async () => {
    const cloud = cloudWith({ account: { arrears: true, privateLinkOpen: false } });
    expect(await cloud.refusal('privatelink.OpenPrivateLinkService', {})).toBe('InvalidAccountStatus.NotEnoughBalance');
  });
});
