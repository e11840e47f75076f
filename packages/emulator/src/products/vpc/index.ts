import type { Handlers } from '../../handler.ts';
import { createVpc, deleteVpc, describeVpcAttribute, describeVpcs } from './networks.ts';
import { createVSwitch, deleteVSwitch, describeVSwitchAttributes, describeVSwitches } from './v-switches.ts';

/** VPC 2016-04-28. */
export const vpc = {
  'vpc.DescribeRegions': (world) => ({
    Regions: {
      Region: [...world.regions.values()].map(({ id, localName }) => ({
        LocalName: localName,
        RegionEndpoint: `vpc.${id}.aliyuncs.com`,
        RegionId: id,
      })),
    },
  }),
  'vpc.DescribeZones': (world, _params, { regionId }) => ({
    Zones: {
      Zone: (world.regions.get(regionId)?.zoneIds ?? []).map((id) => ({
        LocalName: id,
        ZoneId: id,
        ZoneType: 'AvailabilityZone',
      })),
    },
  }),
  'vpc.DescribeVpcs': describeVpcs,
  'vpc.DescribeVpcAttribute': describeVpcAttribute,
  'vpc.CreateVpc': createVpc,
  'vpc.DeleteVpc': deleteVpc,
  'vpc.DescribeVSwitches': describeVSwitches,
  'vpc.DescribeVSwitchAttributes': describeVSwitchAttributes,
  'vpc.CreateVSwitch': createVSwitch,
  'vpc.DeleteVSwitch': deleteVSwitch,
} satisfies Handlers;
