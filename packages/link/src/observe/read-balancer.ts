/** Reads one load balancer, whichever kind it is. */
import { isCloudError, listAll } from '@asm-privatelink/cloud';
import type { Balancer, Found } from '../model.ts';
import { problemFrom } from '../problems.ts';
import type { Reader } from './reader.ts';

/** Looks a balancer up as CLB or NLB: its id says which to ask first, the answer says which it is. */
export async function readBalancer(cloud: Reader, id: string, signal: AbortSignal): Promise<Found<Balancer>> {
  const readers = id.startsWith('nlb-') ? [readNlb, readClb] : [readClb, readNlb];
  for (const read of readers) {
    try {
      return { ok: true, value: await read(cloud, id, signal) };
    } catch (error) {
      if (isCloudError(error) && error.kind === 'gone') continue;
      return { ok: false, problem: problemFrom(error, `read load balancer ${id}`) };
    }
  }
  return {
    ok: false,
    problem: {
      reason: 'BalancerUnsuitable',
      severity: 'person',
      message: `There is no load balancer ${id} for these credentials. If it was replaced, the cluster or mesh still names the old one.`,
    },
  };
}

async function readClb(cloud: Reader, id: string, signal: AbortSignal): Promise<Balancer> {
  const [balancer, listeners] = await Promise.all([
    cloud.call('DescribeLoadBalancerAttribute', { LoadBalancerId: id }, { signal }),
    listAll(cloud, 'DescribeLoadBalancerListeners', { LoadBalancerId: [id] }, { signal }),
  ]);
  const unsuitable = clbFault(balancer);
  return {
    id,
    type: 'slb',
    vpcId: balancer.VpcId ?? '',
    addresses: balancer.Address ? [balancer.Address] : [],
    zones: balancer.MasterZoneId ? [balancer.MasterZoneId] : [],
    standbyZones: balancer.SlaveZoneId && balancer.SlaveZoneId !== balancer.MasterZoneId ? [balancer.SlaveZoneId] : [],
    ports: listeners
      .filter((listener) => listener.ListenerProtocol?.toLowerCase() === 'tcp' && listener.Status === 'running')
      .map((listener) => listener.ListenerPort),
    ...(unsuitable === undefined ? {} : { unsuitable }),
  };
}

/** Only a private CLB in a VPC, paid as used, can stand behind an endpoint service (alibaba-cloud-api §2.3, §7.1). */
function clbFault(balancer: {
  AddressType?: string | undefined;
  NetworkType?: string | undefined;
  PayType?: string | undefined;
}): string | undefined {
  if (balancer.AddressType === 'internet') return 'it faces the Internet';
  if (balancer.NetworkType === 'Classic' || balancer.NetworkType === 'classic') return 'it is of the classic network';
  if (balancer.PayType === 'PrePay') return 'it is a subscription, not pay-as-you-go';
  return undefined;
}

async function readNlb(cloud: Reader, id: string, signal: AbortSignal): Promise<Balancer> {
  const [balancer, listeners] = await Promise.all([
    cloud.call('GetLoadBalancerAttribute', { LoadBalancerId: id }, { signal }),
    listAll(cloud, 'ListListeners', { LoadBalancerIds: [id] }, { signal }),
  ]);
  return {
    id,
    type: 'nlb',
    vpcId: balancer.VpcId ?? '',
    addresses: balancer.ZoneMappings.flatMap((zone) =>
      zone.LoadBalancerAddresses.flatMap((address) => (address.PrivateIPv4Address ? [address.PrivateIPv4Address] : [])),
    ),
    zones: balancer.ZoneMappings.map((zone) => zone.ZoneId),
    standbyZones: [],
    // TCPSSL listeners cannot be reached through PrivateLink (alibaba-cloud-api §2.3).
    ports: listeners
      .filter((listener) => listener.ListenerProtocol === 'TCP' && listener.ListenerStatus === 'Running')
      .map((listener) => listener.ListenerPort),
  };
}
