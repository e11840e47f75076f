/** Network interfaces, as far as the emulator has them: those of endpoint zones and of NLB zones. */
import { is, isIn } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Handler } from '../../handler.ts';
import { pageEitherWay } from '../../paging.ts';
import type { NetworkInterface, World } from '../../world.ts';

const PAGE_LIMIT = 500;
const NO_PUBLIC_ADDRESS = { AllocationId: '', PublicIpAddress: '' };

export const describeNetworkInterfaces: Handler<'ecs.DescribeNetworkInterfaces'> = (world, params, context) => {
  const found = [...world.interfaces.values()].filter((one) => {
    const vpc = world.vpcs.get(one.vpcId);
    return (
      vpc?.regionId === context.regionId &&
      vpc.accountId === context.account.id &&
      isIn(params.NetworkInterfaceId, one.id) &&
      isIn(params.PrivateIpAddress, one.address) &&
      is(params.PrimaryIpAddress, one.address) &&
      is(params.VSwitchId, one.vSwitchId) &&
      is(params.VpcId, one.vpcId) &&
      is(params.ServiceManaged, true) &&
      (!params.SecurityGroupId || groupsOf(world, one).includes(params.SecurityGroupId)) &&
      is(params.Type, 'Secondary') &&
      is(params.Status, 'InUse') &&
      !params.InstanceId
    );
  });
  const { items, ...page } = pageEitherWay(found, params, PAGE_LIMIT);
  return {
    ...page,
    NetworkInterfaceSets: {
      NetworkInterfaceSet: items.map((one) => ({
        AssociatedPublicIp: NO_PUBLIC_ADDRESS,
        CreationTime: formatTime(one.createdAt),
        DeleteOnRelease: true,
        Description: `of ${one.owner.kind} ${one.owner.id}`,
        InstanceId: '',
        Ipv4PrefixSets: { Ipv4PrefixSet: [] },
        Ipv6PrefixSets: { Ipv6PrefixSet: [] },
        Ipv6Sets: { Ipv6Set: [] },
        MacAddress: one.mac,
        NetworkInterfaceId: one.id,
        NetworkInterfaceName: '',
        NetworkInterfaceTrafficMode: 'Standard',
        OwnerId: context.account.id,
        PrivateIpAddress: one.address,
        PrivateIpSets: {
          PrivateIpSet: [
            {
              AssociatedPublicIp: NO_PUBLIC_ADDRESS,
              Primary: true,
              PrivateDnsName: '',
              PrivateIpAddress: one.address,
            },
          ],
        },
        QueueNumber: 1,
        QueuePairNumber: 1,
        ResourceGroupId: '',
        SecurityGroupIds: { SecurityGroupId: groupsOf(world, one) },
        ServiceManaged: true,
        SourceDestCheck: false,
        Status: 'InUse',
        Tags: { Tag: [] },
        Type: 'Secondary',
        VSwitchId: one.vSwitchId,
        VpcId: one.vpcId,
        ZoneId: one.zoneId,
      })),
    },
  };
};

function groupsOf(world: World, { owner }: NetworkInterface): string[] {
  return owner.kind === 'endpoint' ? [...(world.endpoints.get(owner.id)?.securityGroups.keys() ?? [])] : [];
}
