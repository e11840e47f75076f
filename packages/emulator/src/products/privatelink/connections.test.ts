/** How connections come up and go down, and in which order things may be taken away (alibaba-cloud-api §2.1, §0.15). */
import { describe, expect, it } from 'vitest';
import { guide } from '../../scenarios/guide.ts';
import { cloudWith, ids, makeEndpoint, makeGroup, makeService, stateOf, testCloud } from '../../testing.ts';

describe('connections', () => {
  it('wait to be accepted, can be refused and accepted again', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const pair = { ServiceId, EndpointId };
    expect(await stateOf(cloud, EndpointId)).toBe('Active Disconnected Wait');
    expect(await cloud.refusal('privatelink.DisableVpcEndpointConnection', pair)).toBe(
      'EndpointConnectionOperationDenied',
    );
    await cloud.get('privatelink.EnableVpcEndpointConnection', pair);
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Connected');
    await cloud.get('privatelink.UpdateVpcEndpointConnectionAttribute', { ...pair, Bandwidth: '4096' });
    await cloud.clock.advance(1000);
    const { Connections, TotalCount } = await cloud.get('privatelink.ListVpcEndpointConnections', { ServiceId });
    expect(Connections).toMatchObject([
      { ...pair, Bandwidth: 4096, ConnectionStatus: 'Connected', Zones: [{ ResourceId: ids.pilot }] },
    ]);
    expect(TotalCount).toBe('1');
    await cloud.get('privatelink.DisableVpcEndpointConnection', pair);
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Disconnected Disconnected');
    await cloud.get('privatelink.EnableVpcEndpointConnection', pair);
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Connected');
  });

  it('go through Connecting and Disconnecting, in which nothing else is allowed', async () => {
    const cloud = testCloud({ profile: 'realistic', scenario: { ...guide, switches: { lockLasts: 'call' } } });
    const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    await cloud.get('privatelink.EnableVpcEndpointConnection', { ServiceId, EndpointId });
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connecting Connecting');
    const zone = { EndpointId, ZoneId: ids.zoneJ };
    expect(await cloud.refusal('privatelink.RemoveZoneFromVpcEndpoint', zone)).toBe(
      'EndpointConnectionOperationDenied',
    );
    expect(await cloud.refusal('privatelink.DeleteVpcEndpoint', { EndpointId })).toBe('EndpointOperationDenied');
    await cloud.clock.advance(30_000);
    await cloud.get('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
    expect(await stateOf(cloud, EndpointId)).toBe('Active Disconnecting Disconnecting');
  });

  it('of single zones are switched by themselves, with 404 for what is not there', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    const zone = { ServiceId, EndpointId, ZoneId: ids.zoneJ };
    expect(await cloud.refusal('privatelink.EnableVpcEndpointZoneConnection', zone)).toBe(
      'IncorrectStatus.VpcEndpointZone',
    );
    await cloud.get('privatelink.DisableVpcEndpointZoneConnection', zone);
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Disconnected');
    await cloud.get('privatelink.EnableVpcEndpointZoneConnection', zone);
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, EndpointId)).toBe('Active Connected Connected');
    const unknown = await cloud.ask('privatelink.DisableVpcEndpointZoneConnection', {
      ...zone,
      ZoneId: 'cn-hangzhou-x',
    });
    expect(unknown).toMatchObject({ status: 404, body: { Code: 'ResourceNotFound.VpcEndpointZone' } });
  });

  it('of an endpoint without zones come up, and zones added later with them', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot);
    const { EndpointId } = await cloud.get('privatelink.CreateVpcEndpoint', {
      ServiceId,
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc),
    });
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, String(EndpointId))).toBe('Active Connected');
    const zone = { EndpointId: String(EndpointId), VSwitchId: ids.ackVSwitchJ, ZoneId: ids.zoneJ };
    await cloud.get('privatelink.AddZoneToVpcEndpoint', zone);
    await cloud.clock.advance(1000);
    expect(await stateOf(cloud, String(EndpointId))).toBe('Active Connected Connected');
    expect(await cloud.refusal('privatelink.AddZoneToVpcEndpoint', zone)).toBe('EndpointZoneDuplicated');
  });
});

describe('deletion', () => {
  it('is refused out of order, each time in its own words', async () => {
    const cloud = testCloud();
    const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
    const EndpointId = await makeEndpoint(cloud, ServiceId);
    await cloud.get('privatelink.EnableVpcEndpointConnection', { ServiceId, EndpointId });
    await cloud.clock.advance(1000);
    const resource = { ServiceId, ResourceId: ids.pilot };
    expect(await cloud.refusal('privatelink.DeleteVpcEndpointService', { ServiceId })).toBe(
      'EndpointServiceConnectionDependence',
    );
    expect(await cloud.refusal('privatelink.DetachResourceFromVpcEndpointService', resource)).toBe(
      'EndpointServiceConnectionDependence',
    );
    expect(await cloud.refusal('privatelink.DeleteVpcEndpoint', { EndpointId })).toBe('EndpointDependenceViolation');
    await cloud.get('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
    await cloud.clock.advance(1000);
    expect(await cloud.refusal('privatelink.DeleteVpcEndpointService', { ServiceId })).toBe(
      'EndpointServiceDependenceViolation',
    );
  });

  it('of a service leaves its endpoint behind as ServiceDeleted, or is refused, by switch', async () => {
    for (const allowed of [true, false]) {
      const cloud = cloudWith({ switches: { deleteServiceWithEndpoints: allowed } });
      const ServiceId = await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' });
      const EndpointId = await makeEndpoint(cloud, ServiceId);
      await cloud.get('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: ids.zoneJ });
      await cloud.clock.advance(1000);
      await cloud.get('privatelink.DetachResourceFromVpcEndpointService', { ServiceId, ResourceId: ids.pilot });
      await cloud.clock.advance(1000);
      const { body } = await cloud.ask('privatelink.DeleteVpcEndpointService', { ServiceId });
      await cloud.clock.advance(1000);
      expect(body['Code']).toBe(allowed ? undefined : 'DeleteFailedDueToEndpointExist');
      expect(await stateOf(cloud, EndpointId)).toBe(allowed ? 'Active ServiceDeleted' : 'Active Disconnected');
      if (!allowed) continue;
      const zone = { EndpointId, VSwitchId: ids.ackVSwitchJ, ZoneId: ids.zoneJ };
      expect(await cloud.refusal('privatelink.AddZoneToVpcEndpoint', zone)).toBe('EndpointServiceDeleted');
      await cloud.get('privatelink.DeleteVpcEndpoint', { EndpointId });
    }
  });

  it('of a connected zone may be forbidden, by switch', async () => {
    const cloud = cloudWith({ switches: { removeConnectedZone: false } });
    const EndpointId = await makeEndpoint(cloud, await makeService(cloud, ids.pilot));
    expect(await cloud.refusal('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: ids.zoneJ })).toBe(
      'EndpointConnectionOperationDenied',
    );
    expect(await cloud.refusal('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: 'x' })).toBe(
      'EndpointZoneNotFound',
    );
  });
});
