import { describe, expect, it } from 'vitest';
import { ids, makeEndpoint, makeService, testCloud } from './testing.ts';

describe('criticalPath', () => {
  it('is the sum of what was drawn for the slowest link', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    expect(cloud.emulator.criticalPath()).toEqual({ ms: 0, steps: [] });
    const service = await makeService(cloud, ids.pilot);
    const endpoint = await makeEndpoint(cloud, service);
    const path = cloud.emulator.criticalPath();
    expect(path.steps.map(({ kind, object }) => [kind, object])).toEqual([
      ['service.create', service],
      ['endpoint.create', endpoint],
      ['connection.connect', endpoint],
    ]);
    expect(path.ms).toBe(path.steps.reduce((sum, step) => sum + step.latencyMs + step.durationMs, 0));
    expect(path.steps.map((step) => step.latencyMs > 0)).toEqual([true, true, false]);

    expect(cloud.emulator.criticalPath(endpoint)).toEqual(path);

    await makeEndpoint(cloud, service);
    expect(cloud.emulator.criticalPath().ms).toBeGreaterThanOrEqual(path.ms);
  });

  it('leaves out a link that never came up', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    await makeEndpoint(cloud, await makeService(cloud, ids.pilot, { AutoAcceptEnabled: 'false' }));
    expect(cloud.emulator.criticalPath().ms).toBe(0);
  });
});
