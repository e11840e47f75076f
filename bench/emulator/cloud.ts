/** The emulator of the bench: a guide's world with as many connected endpoints to Pilot as are asked for. */
import {
  createEmulator,
  type Emulator,
  guide,
  runNetwork,
  type ScenarioInput,
  systemClock,
} from '@asm-privatelink/emulator';
import type { Role } from '../support/actors.ts';
import type { Target } from './calls.ts';

export interface CloudWish {
  readonly endpoints: number;
  /** Listen for every endpoint too. */
  readonly network: boolean;
}

const port = 15012;

/** Asked for nothing: it serves. */
export const cloud: Role<CloudWish, Target, null, null> = async ({ endpoints, network }) => {
  const clock = systemClock();
  const emulator = createEmulator({ scenario: roomyGuide(endpoints), clock, profile: 'instant' });
  const endpointIds = await build(emulator, endpoints);
  if (network) await runNetwork({ world: emulator.world, clock });
  const listening = await emulator.listen();
  const [key] = emulator.world.keys.values();
  if (key === undefined) throw new RangeError('the schema of scenarios promises a key');
  return {
    ready: { port: listening.port, key: { id: key.id, secret: key.secret }, endpointIds },
    answer: async () => null,
  };
};

/** The guide's world with a vSwitch and quotas that are large enough. */
function roomyGuide(endpoints: number): ScenarioInput {
  const [asm, ack] = guide.vpcs;
  if (!asm || !ack) throw new RangeError('the guide has two VPCs');
  const vSwitches = [{ id: 'vsw-bench', zone: 'j', cidr: '192.168.0.0/17' }];
  return {
    ...guide,
    vpcs: [asm, { ...ack, vSwitches: [...vSwitches, { id: 'vsw-acki', zone: 'i', cidr: '192.168.128.0/24' }] }],
    account: { quotas: { endpointsPerVpc: endpoints + 1, idleEndpoints: endpoints + 1 } },
  };
}

async function build(emulator: Emulator, endpoints: number): Promise<string[]> {
  const ask = async (
    product: string,
    action: string,
    params: Record<string, string>,
  ): Promise<Record<string, unknown>> => {
    const answer = await emulator.call({
      product,
      version: '',
      action,
      params: { RegionId: 'cn-hangzhou', ...params },
    });
    if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, unknown>; // an answer of the API is an object
  };
  const vpc = guide.vpcs[1]?.id ?? '';
  const service = await ask('privatelink', 'CreateVpcEndpointService', {
    'Resource.1.ResourceType': 'slb',
    'Resource.1.ResourceId': guide.mesh.pilot.id,
    AutoAcceptEnabled: 'true',
  });
  const group = await ask('ecs', 'CreateSecurityGroup', { VpcId: vpc });
  await ask('ecs', 'AuthorizeSecurityGroup', {
    SecurityGroupId: String(group['SecurityGroupId']),
    'Permissions.1.IpProtocol': 'tcp',
    'Permissions.1.PortRange': `${port}/${port}`,
    'Permissions.1.SourceCidrIp': '192.168.0.0/16',
  });
  await settled(emulator);
  const ids: string[] = [];
  for (let made = 0; made < endpoints; made += 1) {
    const endpoint = await ask('privatelink', 'CreateVpcEndpoint', {
      ServiceId: String(service['ServiceId']),
      VpcId: vpc,
      'SecurityGroupId.1': String(group['SecurityGroupId']),
      'Zone.1.VSwitchId': 'vsw-bench',
      'Zone.1.ZoneId': 'cn-hangzhou-j',
    });
    ids.push(String(endpoint['EndpointId']));
  }
  await settled(emulator);
  return ids;
}

/** Until every service is Active and every endpoint Connected. */
async function settled({ world }: Emulator): Promise<void> {
  const isSettled = () =>
    [...world.services.values()].every(({ status }) => status === 'Active') &&
    [...world.endpoints.values()].every(({ connection }) => connection.status === 'Connected');
  while (!isSettled()) await new Promise((resolve) => setTimeout(resolve, 20));
}
