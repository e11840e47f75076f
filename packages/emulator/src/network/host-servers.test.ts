/** Servers of this machine behind balancers, as a scenario and a client bring them there. */
import type net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { exportScenario } from '../export-scenario.ts';
import { setHostBackends } from '../host-backends.ts';
import { parseScenario, ScenarioError } from '../scenario.ts';
import { type RunningNetwork, runNetwork } from './run.ts';
import { readAll, serve, type TestServer } from './testing.ts';

let web: TestServer;
let emulator: Emulator;
let running: RunningNetwork;

const scenario = (backends: Record<string, string[]>) => ({
  vpcs: [
    { name: 'shop', id: 'vpc-shop', vSwitches: [{ id: 'vsw-shop', zone: 'i' }] },
    { name: 'bank', id: 'vpc-bank', vSwitches: [{ id: 'vsw-bank', zone: 'i' }] },
  ],
  balancers: [{ id: 'lb-web', name: 'web', vpc: 'shop', zones: ['i'], ports: [8080], backends }],
  securityGroups: [{ id: 'sg-bank', vpc: 'bank', rules: [{ ports: '8080/8080', cidr: '192.168.0.0/16' }] }],
  services: [{ id: 'epsrv-web', resources: [{ balancer: 'lb-web' }] }],
  endpoints: [
    { id: 'ep-bank', service: 'epsrv-web', vpc: 'bank', vSwitches: ['vsw-bank'], securityGroups: ['sg-bank'] },
  ],
});

async function open(backends: Record<string, string[]>): Promise<void> {
  emulator = createEmulator({ scenario: scenario(backends), clock: systemClock(), profile: 'instant' });
  running = await runNetwork({ world: emulator.world, clock: systemClock() });
}

function dial(): Promise<net.Socket> {
  const host = emulator.world.endpoints.get('ep-bank')?.domain ?? '';
  return running.network.dial({ fromVpc: 'vpc-bank', host, port: 8080, timeoutMs: 2000 });
}

beforeEach(async () => {
  web = await serve((socket) => socket.pipe(socket));
});
afterEach(async () => {
  await running.close();
  await emulator.close();
  await web.close();
});

describe('servers of this machine behind a balancer', () => {
  it('named by a scenario, they answer through an endpoint in another VPC', async () => {
    await open({ 8080: [`${web.place.host}:${web.place.port}`] });
    const socket = await dial();
    socket.end('hello');
    expect((await readAll(socket)).toString()).toBe('hello');
    const [balancer] = exportScenario(emulator.world, emulator).balancers ?? [];
    expect(balancer).toMatchObject({ id: 'lb-web', backends: { 8080: [`${web.place.host}:${web.place.port}`] } });
  });

  it('given later, they answer; taken away, their connections are cut', async () => {
    await open({});
    const unserved = await dial();
    await expect(readAll(unserved)).rejects.toThrow('ECONNRESET');
    const listener = emulator.world.balancers.get('lb-web')?.listeners.get(8080);
    if (listener === undefined) throw new Error('the scenario has this listener');
    setHostBackends(emulator.world, 'lb-web', listener, [`${web.place.host}:${web.place.port}`]);
    await running.settle();
    const socket = await dial();
    socket.write('hello');
    await new Promise((resolve) => socket.once('data', resolve));
    setHostBackends(emulator.world, 'lb-web', listener, []);
    await expect(readAll(socket)).rejects.toThrow('ECONNRESET');
  });

  it('refuses other machines, and ports that are not listened on', async () => {
    await open({});
    const problems = (backends: Record<string, string[]>) => {
      try {
        createEmulator({ scenario: parseScenario(scenario(backends)), clock: systemClock(), profile: 'instant' });
      } catch (error) {
        if (error instanceof ScenarioError) return error.message;
        throw error;
      }
      return '';
    };
    expect(problems({ 8080: ['192.0.2.1:80'] })).toContain(
      'balancers[0].backends.8080[0]: must be an address of this machine with a port, such as 127.0.0.1:8080',
    );
    expect(problems({ 9090: ['127.0.0.1:80'] })).toContain('the balancer web has no listener on 9090');
  });
});
