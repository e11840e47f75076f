import { describe, expect, it } from 'vitest';
import { ids, makeEndpoint, makeService, testCloud } from './testing.ts';

describe('floor', () => {
  it('of one link is its critical path, but for half a latency', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    expect(cloud.emulator.floor()).toBe(0);
    await makeEndpoint(cloud, await makeService(cloud, ids.pilot));
    const { ms, steps } = cloud.emulator.criticalPath();
    const [service, endpoint] = steps;
    expect(cloud.emulator.floor()).toBe(ms - (service?.latencyMs ?? 0) / 2 - (endpoint?.latencyMs ?? 0));
  });

  it('of many deletions is that of the account’s lock, since services are deleted one after the other', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const links: { serviceId: string; endpointId: string }[] = [];
    for (let i = 0; i < 4; i++) {
      const serviceId = await makeService(cloud, ids.pilot);
      links.push({ serviceId, endpointId: await makeEndpoint(cloud, serviceId) });
    }
    const since = cloud.clock.now();
    for (const { serviceId: ServiceId, endpointId: EndpointId } of links) {
      await cloud.get('privatelink.DisableVpcEndpointConnection', { ServiceId, EndpointId });
      await cloud.clock.advance(60_000);
      await cloud.get('privatelink.RemoveZoneFromVpcEndpoint', { EndpointId, ZoneId: ids.zoneJ });
      await cloud.clock.advance(60_000);
      await cloud.get('privatelink.DeleteVpcEndpoint', { EndpointId });
      await cloud.clock.advance(60_000);
      const resource = { ServiceId, ResourceId: ids.pilot, ResourceType: 'slb', ZoneId: ids.zoneJ };
      await cloud.get('privatelink.DetachResourceFromVpcEndpointService', resource);
      await cloud.clock.advance(60_000);
      await cloud.get('privatelink.DeleteVpcEndpointService', { ServiceId });
      await cloud.clock.advance(60_000);
    }
    expect(cloud.emulator.world.services.size).toBe(0);
    const floor = cloud.emulator.floor(links, since);
    // Each link's own steps take at least 8 s (zone 3, endpoint 3, resource 2), each service 2 s more, in turn.
    expect(floor).toBeGreaterThan(8_000 + 4 * 2_000);
    expect(floor).toBeLessThan(25_000 + 4 * 6_000 + 1_000);
  });
});
