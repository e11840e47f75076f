/** For tests of the emulator itself: an emulator on a virtual clock, and calls that let time pass. */
import { expect } from 'vitest';
import { VirtualClock } from './clock.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { loadReference } from './reference.ts';
import type { ScenarioInput } from './scenario.ts';
import { guide } from './scenarios/guide.ts';

export type Body = Record<string, unknown>;

export interface Cloud {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  /** `product.Action`; RegionId is added. Lets time pass until the answer is there. */
  ask(
    action: string,
    params?: Record<string, string>,
    more?: { body?: unknown; accessKeyId?: string },
  ): Promise<{ status: number; body: Body }>;
  /** As `ask`, but the answer must be a success. */
  get(action: string, params?: Record<string, string>, more?: { body?: unknown; accessKeyId?: string }): Promise<Body>;
  /** As `ask`, but the call must be refused; gives the code. */
  refusal(
    action: string,
    params?: Record<string, string>,
    more?: { body?: unknown; accessKeyId?: string },
  ): Promise<string>;
}

const { actions } = loadReference();

/** The guide's world, on the instant profile unless told otherwise; strict, and any internal error fails the test. */
export function testCloud(options: Partial<Omit<EmulatorOptions, 'clock'>> = {}): Cloud {
  const clock = new VirtualClock();
  const emulator = createEmulator({
    scenario: guide,
    profile: 'instant',
    strict: true,
    log: (message, facts) => {
      throw new Error(message, { cause: facts?.['error'] });
    },
    ...options,
    clock,
  });
  const ask: Cloud['ask'] = async (name, params = {}, more = {}) => {
    const action = actions.get(name);
    const [product = '', actionName = name] = name.split('.');
    const version = action?.version ?? '';
    const call = emulator.call({
      product,
      version,
      action: actionName,
      params: { RegionId: 'cn-hangzhou', ...params },
      ...more,
    });
    await clock.run(call);
    const { status, body } = await call;
    return { status, body: body as Body };
  };
  return {
    emulator,
    clock,
    ask,
    async get(...args) {
      const { status, body } = await ask(...args);
      expect(body, `${args[0]} was refused`).not.toHaveProperty('Code');
      expect(status).toBe(200);
      return body;
    },
    async refusal(...args) {
      const { status, body } = await ask(...args);
      expect(status, `${args[0]} was not refused`).toBeGreaterThanOrEqual(400);
      return String(body['Code']);
    },
  };
}

/** Ids of the guide's world. */
export const ids = {
  asmVpc: 'vpc-bp1asm00000000000guide',
  ackVpc: 'vpc-bp1ack00000000000guide',
  asmVSwitchI: 'vsw-bp1l5hini55sstnwd2skf',
  asmVSwitchJ: 'vsw-bp1asm0000000000zonej',
  ackVSwitchJ: 'vsw-bp1jsgsanpvxpj32yai50',
  ackVSwitchI: 'vsw-bp1ack0000000000zonei',
  mesh: 'c08c1e5a7d2b94f6380e1c7d5a9b2f4e6',
  cluster: 'cab9ace222210457a83f09fcd42e9f1d7',
  pilot: 'lb-bp1pilot0000000000gd',
  apiServer: 'lb-bp1apiserver000000gd',
  zoneI: 'cn-hangzhou-i',
  zoneJ: 'cn-hangzhou-j',
} as const;

/** A security group in the VPC. */
export async function makeGroup(cloud: Cloud, VpcId: string): Promise<string> {
  return String((await cloud.get('ecs.CreateSecurityGroup', { VpcId }))['SecurityGroupId']);
}

/** A service in front of the balancer, Active. */
export async function makeService(
  cloud: Cloud,
  balancer: string,
  params: Record<string, string> = {},
): Promise<string> {
  const body = await cloud.get('privatelink.CreateVpcEndpointService', {
    'Resource.1.ResourceType': 'slb',
    'Resource.1.ResourceId': balancer,
    AutoAcceptEnabled: 'true',
    ...params,
  });
  await cloud.clock.advance(60_000);
  return String(body['ServiceId']);
}

/** An endpoint of the guide's Pilot channel, Active and as far connected as it comes by itself. */
export async function makeEndpoint(
  cloud: Cloud,
  ServiceId: string,
  params: Record<string, string> = {},
): Promise<string> {
  const body = await cloud.get('privatelink.CreateVpcEndpoint', {
    ServiceId,
    VpcId: ids.ackVpc,
    'SecurityGroupId.1': params['SecurityGroupId.1'] ?? (await makeGroup(cloud, ids.ackVpc)),
    'Zone.1.VSwitchId': ids.ackVSwitchJ,
    'Zone.1.ZoneId': ids.zoneJ,
    ...params,
  });
  await cloud.clock.advance(120_000);
  return String(body['EndpointId']);
}

/** The guide's world with something changed. */
export function cloudWith(more: Partial<ScenarioInput>): Cloud {
  return testCloud({ scenario: { ...guide, ...more } });
}

/** `Active Connected Connected`: the states of an endpoint, its connection and its zones. */
export async function stateOf(cloud: Cloud, EndpointId: string): Promise<string> {
  const endpoint = await cloud.get('privatelink.GetVpcEndpointAttribute', { EndpointId });
  const { Zones } = await cloud.get('privatelink.ListVpcEndpointZones', { EndpointId });
  const zones = (Zones as { ZoneStatus: string }[]).map((zone) => zone.ZoneStatus);
  return [endpoint['EndpointStatus'], endpoint['ConnectionStatus'], ...zones].join(' ');
}
