/** Network load balancers (alibaba-cloud-api §7.2). */
import { freeAddresses, isFree, takeAddress } from '../../addresses.ts';
import { attachNlbZone, detachNlbZones, serviceInFront } from '../../balancers.ts';
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { is, isIn } from '../../filters.ts';
import { formatTime } from '../../format.ts';
import type { Context, Handler, Params } from '../../handler.ts';
import { pageByAge } from '../../paging.ts';
import { fitsTags, readTags, showTagKeys, withTags } from '../../tags.ts';
import type { Nlb, VSwitch, World } from '../../world.ts';
import { ownNlb, ownNlbs } from './find.ts';
import { endJob, startJob } from './jobs.ts';

const PAGE = { most: 100, usual: 20 };
const FEWEST_ZONES = 2;
const MOST_ZONES = 10;

export const getLoadBalancerAttribute: Handler<'nlb.GetLoadBalancerAttribute'> = (
  world,
  { LoadBalancerId },
  context,
) => {
  const nlb = ownNlb(world, LoadBalancerId, context);
  return { ...show(nlb), Cps: 0, Tags: showTagKeys(nlb.tags) };
};

export const listLoadBalancers: Handler<'nlb.ListLoadBalancers'> = (world, params, context) => {
  const found = ownNlbs(world, context).filter(
    (nlb) =>
      isIn(params.LoadBalancerIds, nlb.id) &&
      isIn(params.LoadBalancerNames, nlb.name) &&
      isIn(params.VpcIds, nlb.vpcId) &&
      is(params.AddressType, addressType(nlb)) &&
      is(params.LoadBalancerStatus, nlb.status) &&
      is(params.DNSName, nlb.dnsName) &&
      (!params.ZoneId || nlb.zones.some((zone) => zone.zoneId === params.ZoneId)) &&
      fitsTags(nlb.tags, params.Tag),
  );
  const { items, ...page } = pageByAge(found, params, PAGE);
  return { ...page, LoadBalancers: items.map((nlb) => withTags(show(nlb), nlb.tags)) };
};

export const createLoadBalancer: Handler<'nlb.CreateLoadBalancer'> = (world, params, context) => {
  const { account, regionId, ids } = context;
  const vpc = world.vpcs.get(params.VpcId);
  if (vpc === undefined || vpc.accountId !== account.id || vpc.regionId !== regionId) {
    throw new ApiError('ResourceNotFound.vpc', `The VPC ${params.VpcId} does not exist in ${regionId}.`, {
      status: 404,
    });
  }
  const places = readPlaces(world, vpc.id, params.ZoneMappings, context);
  const tags = readTags(params.Tag, account.quotas.tagsPerResource);
  context.proceed();
  const id = ids.nlb();
  const nlb: Nlb = {
    kind: 'nlb',
    id,
    regionId,
    accountId: account.id,
    vpcId: vpc.id,
    name: params.LoadBalancerName ?? '',
    internal: params.AddressType.toLowerCase() === 'intranet',
    deletionProtected: params.DeletionProtectionConfig?.Enabled ?? false,
    createdAt: context.now(),
    tags,
    listeners: new Map(),
    dnsName: `${id}.${regionId}.nlb.aliyuncs.com`,
    status: 'Provisioning',
    zones: [],
  };
  for (const { vSwitch, address } of places) {
    const eniId = ids.regional('eni', regionId);
    const taken = takeAddress(vSwitch, eniId, address);
    if (taken !== undefined) nlb.zones.push(attachNlbZone(world, ids, nlb, vSwitch, { eniId, address: taken }));
  }
  world.balancers.set(id, nlb);
  world.touch('balancer', id);
  context.after('nlb.create', id);
  return { LoadbalancerId: id, OrderId: Number(ids.order()) };
};

export const balancerCreated: Ending<'nlb.create'> = (world, id) => {
  const nlb = world.balancers.get(id);
  if (nlb?.kind === 'nlb') nlb.status = 'Active';
  world.touch('balancer', id);
};

export const deleteLoadBalancer: Handler<'nlb.DeleteLoadBalancer'> = (world, { LoadBalancerId }, context) => {
  const nlb = ownNlb(world, LoadBalancerId, context);
  if (nlb.deletionProtected) {
    throw new ApiError(
      'OperationDenied.DeletionProtectionEnabled',
      `The load balancer ${nlb.id} is protected from deletion.`,
    );
  }
  const service = serviceInFront(world, nlb.id);
  if (service !== undefined) {
    throw new ApiError('ResourceInUse.LoadBalancer', `${nlb.id} is a resource of endpoint service ${service}.`);
  }
  if (nlb.status === 'Provisioning') {
    throw new ApiError('ResourceInCreating.loadbalancer', `The load balancer ${nlb.id} is ${nlb.status}.`);
  }
  if (nlb.status === 'Deleting') {
    throw new ApiError('IncorrectStatus.loadbalancer', `The load balancer ${nlb.id} is ${nlb.status}.`);
  }
  context.proceed();
  nlb.status = 'Deleting';
  world.touch('balancer', nlb.id);
  const jobId = startJob(world, context);
  context.after('nlb.delete', nlb.id, { jobId });
  return { JobId: jobId };
};

export const balancerDeleted: Ending<'nlb.delete'> = (world, id, _later, { jobId }) => {
  const nlb = world.balancers.get(id);
  if (nlb?.kind === 'nlb') detachNlbZones(world, nlb);
  world.balancers.delete(id);
  world.touch('balancer', id);
  endJob(world, jobId);
};

interface Place {
  readonly vSwitch: VSwitch;
  /** Wished for; left out, any. */
  readonly address: string | undefined;
}

/** One vSwitch a zone, in at least two zones where the region has two. */
function readPlaces(
  world: World,
  vpcId: string,
  mappings: Params<'nlb.CreateLoadBalancer'>['ZoneMappings'],
  { regionId }: Context,
): Place[] {
  const fewest = Math.min(FEWEST_ZONES, world.regions.get(regionId)?.zoneIds.length ?? FEWEST_ZONES);
  if (new Set(mappings.map(({ ZoneId }) => ZoneId)).size !== mappings.length) {
    throw new ApiError('IllegalParam.ZoneMappings', 'ZoneMappings names a zone twice.');
  }
  if (mappings.length < fewest || mappings.length > MOST_ZONES) {
    throw new ApiError('IllegalParam.ZoneMappings', `ZoneMappings must name ${fewest} to ${MOST_ZONES} zones.`);
  }
  return mappings.map(({ ZoneId, VSwitchId, PrivateIPv4Address: wished }, i) => {
    if (!ZoneId) throw new ApiError('MissingParam.ZoneMappings', `ZoneMappings.${i + 1}.ZoneId is required.`);
    if (!VSwitchId) throw new ApiError('MissingParam.ZoneMappings', `ZoneMappings.${i + 1}.VSwitchId is required.`);
    const vSwitch = world.vSwitches.get(VSwitchId);
    if (vSwitch === undefined || vSwitch.vpcId !== vpcId || vSwitch.zoneId !== ZoneId) {
      throw new ApiError('ResourceNotFound.vSwitch', `There is no vSwitch ${VSwitchId} of ${vpcId} in ${ZoneId}.`, {
        status: 404,
      });
    }
    const address = wished === '' ? undefined : wished;
    if (address === undefined ? freeAddresses(vSwitch) === 0 : !isFree(vSwitch, address)) {
      throw new ApiError('ResourceAlreadyInUse.address', `${VSwitchId} has no free address ${address ?? 'left'}.`);
    }
    return { vSwitch, address };
  });
}

function addressType(nlb: Nlb): string {
  return nlb.internal ? 'Intranet' : 'Internet';
}

function show(nlb: Nlb) {
  return {
    AddressIpVersion: 'Ipv4',
    AddressType: addressType(nlb),
    BandwidthPackageId: '',
    CreateTime: formatTime(nlb.createdAt),
    CrossZoneEnabled: true,
    DNSName: nlb.dnsName,
    DeletionProtectionConfig: { Enabled: nlb.deletionProtected ?? false, EnabledTime: '', Reason: '' },
    Ipv6AddressType: 'Intranet',
    LoadBalancerBillingConfig: { PayType: 'PostPay' },
    LoadBalancerBusinessStatus: 'Normal',
    LoadBalancerId: nlb.id,
    LoadBalancerName: nlb.name,
    LoadBalancerStatus: nlb.status,
    LoadBalancerType: 'Network',
    ModificationProtectionConfig: { EnabledTime: '', Reason: '', Status: 'NonProtection' },
    OperationLocks: [],
    RegionId: nlb.regionId,
    ResourceGroupId: '',
    SecurityGroupIds: [],
    VpcId: nlb.vpcId,
    ZoneMappings: nlb.zones.map((zone) => ({
      LoadBalancerAddresses: [
        {
          AllocationId: '',
          EniId: zone.eniId,
          Ipv6Address: '',
          PrivateIPv4Address: zone.address,
          PrivateIPv4HcStatus: 'Healthy',
          PrivateIPv6HcStatus: '',
          PublicIPv4Address: '',
        },
      ],
      Status: 'Active',
      VSwitchId: zone.vSwitchId,
      ZoneId: zone.zoneId,
    })),
  };
}
