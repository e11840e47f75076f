import type { Handlers } from '../../handler.ts';
import { createSecurityGroup, deleteSecurityGroup, describeSecurityGroups } from './groups.ts';
import { describeNetworkInterfaces } from './interfaces.ts';
import { authorizeSecurityGroup, describeSecurityGroupAttribute, revokeSecurityGroup } from './rules.ts';

/** ECS 2014-05-26: security groups and network interfaces. */
export const ecs = {
  'ecs.DescribeRegions': (world) => ({
    Regions: {
      Region: [...world.regions.values()].map(({ id, localName }) => ({
        LocalName: localName,
        RegionEndpoint: `ecs.${id}.aliyuncs.com`,
        RegionId: id,
        Status: 'available',
      })),
    },
  }),
  'ecs.DescribeZones': (world, _params, { regionId }) => ({
    Zones: {
      Zone: (world.regions.get(regionId)?.zoneIds ?? []).map((id) => ({
        // of machines and disks there are none
        AvailableDedicatedHostTypes: { DedicatedHostType: [] },
        AvailableDiskCategories: { DiskCategories: [] },
        AvailableInstanceTypes: { InstanceTypes: [] },
        AvailableResourceCreation: { ResourceTypes: ['VSwitch'] },
        AvailableResources: { ResourcesInfo: [] },
        AvailableVolumeCategories: { VolumeCategories: [] },
        DedicatedHostGenerations: { DedicatedHostGeneration: [] },
        LocalName: id,
        ZoneId: id,
        ZoneType: 'AvailabilityZone',
      })),
    },
  }),
  'ecs.CreateSecurityGroup': createSecurityGroup,
  'ecs.DescribeSecurityGroups': describeSecurityGroups,
  'ecs.DescribeSecurityGroupAttribute': describeSecurityGroupAttribute,
  'ecs.AuthorizeSecurityGroup': authorizeSecurityGroup,
  'ecs.RevokeSecurityGroup': revokeSecurityGroup,
  'ecs.DeleteSecurityGroup': deleteSecurityGroup,
  'ecs.DescribeNetworkInterfaces': describeNetworkInterfaces,
} satisfies Handlers;
