/** For tests of the network under an emulator: a channel made by the API alone, and what a dialler in it sees. */
import type net from 'node:net';
import { type Cloud, makeGroup, makeService } from '../testing.ts';
import type { Network } from './network.ts';
import { closed } from './testing.ts';

export interface ChannelWish {
  readonly balancer: string;
  readonly ports: readonly number[];
  readonly VpcId: string;
  readonly vSwitch: string;
  readonly zone: string;
}

export interface Channel {
  readonly serviceId: string;
  readonly groupId: string;
  readonly endpointId: string;
  readonly domain: string;
}

/** A service, a security group with a rule for each port, and an endpoint that is connected. */
export async function makeChannel(cloud: Cloud, wish: ChannelWish): Promise<Channel> {
  const serviceId = await makeService(cloud, wish.balancer);
  const groupId = await makeGroup(cloud, wish.VpcId);
  for (const port of wish.ports) await cloud.get('ecs.AuthorizeSecurityGroup', ruleFor(groupId, port));
  const made = await cloud.get('privatelink.CreateVpcEndpoint', {
    ServiceId: serviceId,
    VpcId: wish.VpcId,
    'SecurityGroupId.1': groupId,
    'Zone.1.VSwitchId': wish.vSwitch,
    'Zone.1.ZoneId': wish.zone,
  });
  await cloud.clock.advance(180_000);
  return { serviceId, groupId, endpointId: String(made['EndpointId']), domain: String(made['EndpointDomain']) };
}

/** Parameters that add or revoke a rule which lets a port in. */
export function ruleFor(SecurityGroupId: string, port: number): Record<string, string> {
  return {
    SecurityGroupId,
    'Permissions.1.IpProtocol': 'tcp',
    'Permissions.1.PortRange': `${port}/${port}`,
    'Permissions.1.SourceCidrIp': '192.168.0.0/16',
  };
}

/** A connection through the channel, and when it closes. */
export async function open(
  { clock }: Cloud,
  network: Network,
  target: { fromVpc: string; host: string; port: number },
): Promise<{ socket: net.Socket; end: Promise<void> }> {
  const dialling = network.dial({ ...target, timeoutMs: 5_000 }).then((socket) => ({ socket, end: closed(socket) }));
  await clock.run(dialling);
  return dialling;
}
