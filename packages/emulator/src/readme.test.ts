import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from './clock.ts';
import { createEmulator } from './emulator.ts';
import { parseScenarioFile } from './scenario.ts';

describe('README', () => {
  it('shows a scenario that can be used', async () => {
    const text = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const yaml = /```yaml\n(.*?)```/s.exec(text)?.[1] ?? '';
    const scenario = parseScenarioFile(yaml, 'README.md');
    const { world } = createEmulator({ scenario, clock: new VirtualClock(), profile: 'instant' });
    expect(world.endpoints.get('ep-shop')?.connection.status).toBe('Connected');
  });
});
