/** A world as the cloud would answer it: what the reader must make the same world of. */

import { tagsOf } from '../tags.ts';
import { type FakeCloud, fakeCloud } from './fake-cloud.ts';
import type { World } from './world.ts';

/** A cloud that holds one world. `world` may be exchanged while it runs. */
export interface WorldCloud extends FakeCloud {
  world: World;
}

export function worldCloud(world: World): WorldCloud {
  const seen = () => cloud.world.observation;
  const tags = (ownership: Parameters<typeof tagsOf>[1]) => tagsOf(cloud.world.wish.mesh, ownership);
  const cloud: WorldCloud = Object.assign(
    fakeCloud({
      CheckProductOpen: { Success: true },
      ListVpcEndpointServices: () => ({
        Services: seen().services.map((each) => ({
          ServiceId: each.id,
          ServiceName: each.name,
          ServiceStatus: each.status,
          ServiceResourceType: each.resourceType,
          AutoAcceptEnabled: each.autoAccept,
          ServiceBusinessStatus: each.businessStatus,
          CreateTime: each.createTime,
          Tags: tags(each),
        })),
      }),
      ListVpcEndpointServicesByEndUser: () => ({
        Services: seen().services.map((each) => ({ ServiceId: each.id, Zones: each.zones ?? [] })),
      }),
      ListVpcEndpointServiceResources: ({ ServiceId }: { ServiceId: string }) => ({
        Resources: (seen().services.find(({ id }) => id === ServiceId)?.resources ?? []).map((each) => ({
          ResourceId: each.id,
          ResourceType: each.type,
          ZoneId: each.zoneId,
        })),
      }),
      ListVpcEndpoints: () => ({
        Endpoints: seen().endpoints.map((each) => ({
          EndpointId: each.id,
          EndpointDomain: each.domain,
          EndpointStatus: each.status,
          ConnectionStatus: each.connection,
          EndpointBusinessStatus: each.businessStatus,
          ServiceId: each.serviceId,
          VpcId: each.vpcId,
          CreateTime: each.createTime,
          Tags: tags(each),
        })),
      }),
      ListVpcEndpointSecurityGroups: ({ EndpointId }: { EndpointId: string }) => ({
        SecurityGroups: (seen().endpoints.find(({ id }) => id === EndpointId)?.groups ?? []).map((each) => ({
          SecurityGroupId: each.id,
          SecurityGroupStatus: each.status,
        })),
      }),
      ListVpcEndpointConnections: () => ({
        Connections: [
          ...seen().endpoints.map((each) => ({
            EndpointId: each.id,
            ServiceId: each.serviceId,
            EndpointOwnerId: 1,
            ConnectionStatus: each.connection,
            Zones: (each.zones ?? []).map((zone) => ({
              ZoneId: zone.zoneId,
              VSwitchId: zone.vSwitchId,
              ZoneStatus: zone.status,
            })),
          })),
          ...seen().foreign.map((each) => ({
            EndpointId: each.endpointId,
            ServiceId: each.serviceId,
            EndpointOwnerId: each.ownerId,
            ConnectionStatus: each.status,
            Zones: [],
          })),
        ],
      }),
      DescribeSecurityGroups: () => ({
        SecurityGroups: seen().groups.map((each) => ({
          SecurityGroupId: each.id,
          VpcId: each.vpcId,
          CreationTime: each.createTime,
          Tags: tags(each),
        })),
      }),
      DescribeSecurityGroupAttribute: ({ SecurityGroupId }: { SecurityGroupId: string }) => ({
        Permissions: (seen().groups.find(({ id }) => id === SecurityGroupId)?.inbound ?? []).map((each) => ({
          IpProtocol: each.protocol,
          PortRange: each.portRange,
          SourceCidrIp: each.sourceCidr,
          Policy: each.policy,
          SecurityGroupRuleId: each.ruleId,
        })),
      }),
      DescribeServiceMeshDetail: () => ({
        ServiceMesh: {
          ServiceMeshInfo: { RegionId: 'cn-hangzhou' },
          Spec: { Network: { VpcId: 'vpc-asm' }, LoadBalancer: { PilotPublicLoadbalancerId: 'lb-pilot' } },
          Endpoints: { IntranetPilotEndpoint: '10.0.0.9:15011' },
        },
      }),
      DescribeClustersInServiceMesh: () => ({
        Clusters: [...(seen().members ?? new Map()).values()].map((each) => ({
          ClusterId: each.clusterId,
          State: each.state,
          ErrorMessage: each.message,
        })),
      }),
      DescribeClusterDetail: ({ ClusterId }: { ClusterId: string }) => {
        const found = seen().clusters.get(ClusterId);
        if (!found?.ok) throw new Error(`this world has no ${ClusterId}`);
        const { value } = found;
        return {
          name: value.name,
          region_id: value.region,
          vpc_id: value.vpcId,
          state: value.state,
          cluster_type: value.type,
          extra_sans: value.certificateNames,
          control_plane_endpoints_config: {
            load_balancers_config: value.apiServerBalancer.ok
              ? [{ load_balancer_id: value.apiServerBalancer.value, endpoint_type: 'private' }]
              : [],
          },
        };
      },
      DescribeLoadBalancerAttribute: ({ LoadBalancerId }: { LoadBalancerId: string }) => {
        const found = seen().balancers.get(LoadBalancerId);
        if (!found?.ok) throw new Error(`this world has no ${LoadBalancerId}`);
        const { value } = found;
        return {
          LoadBalancerId,
          VpcId: value.vpcId,
          Address: value.addresses[0],
          AddressType: 'intranet',
          MasterZoneId: value.zones[0],
          SlaveZoneId: value.standbyZones[0],
        };
      },
      DescribeLoadBalancerListeners: ({ LoadBalancerId: [id = ''] }: { LoadBalancerId: string[] }) => {
        const found = seen().balancers.get(id);
        const ports = found?.ok ? found.value.ports : [];
        return { Listeners: ports.map((port) => ({ ListenerPort: port, ListenerProtocol: 'tcp', Status: 'running' })) };
      },
      DescribeVSwitches: ({ VpcId, VSwitchId }: { VpcId?: string; VSwitchId?: string }) => {
        const found = [...seen().vSwitches.values()].filter((each) =>
          VpcId === undefined ? each.id === VSwitchId : each.vpcId === VpcId,
        );
        return {
          TotalCount: found.length,
          VSwitches: found.map((each) => ({
            VSwitchId: each.id,
            VpcId: each.vpcId,
            ZoneId: each.zoneId,
            Status: each.status,
            AvailableIpAddressCount: each.freeAddresses,
          })),
        };
      },
      DescribeVpcs: ({ VpcId }: { VpcId: string }) => {
        const vpc = seen().vpcs.get(VpcId);
        const [CidrBlock, ...SecondaryCidrBlocks] = vpc?.cidrs ?? [];
        return { TotalCount: vpc ? 1 : 0, Vpcs: vpc ? [{ VpcId, CidrBlock, SecondaryCidrBlocks }] : [] };
      },
    }),
    { world },
  );
  return cloud;
}
