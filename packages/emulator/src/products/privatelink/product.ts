/** The product itself: activation, regions and zones. */
import { ApiError } from '../../errors.ts';
import type { Handler } from '../../handler.ts';

export const openPrivateLinkService: Handler<'privatelink.OpenPrivateLinkService'> = (world, _params, context) => {
  if (context.account.privateLinkOpen) {
    throw new ApiError('OrderOpend', 'PrivateLink is activated for this account already.');
  }
  if (context.account.arrears) {
    throw new ApiError('InvalidAccountStatus.NotEnoughBalance', 'The account owes money; pay what is due first.');
  }
  context.proceed();
  context.account.privateLinkOpen = true;
  world.touch('account', context.account.id);
  return { OrderId: context.ids.order() };
};

/** "Not activated" is an error, never `Success: false` (alibaba-cloud-api §0.3). */
export const checkProductOpen: Handler<'privatelink.CheckProductOpen'> = (_world, _params, context) => {
  if (context.account.privateLinkOpen) return { Success: true };
  throw new ApiError(
    'NeedOpenProduct',
    'PrivateLink is not activated for this account. Call OpenPrivateLinkService first.',
  );
};

export const describeRegions: Handler<'privatelink.DescribeRegions'> = (world) => ({
  Regions: {
    Region: [...world.regions.values()].map(({ id, localName }) => ({
      LocalName: localName,
      RegionEndpoint: `privatelink.${id}.aliyuncs.com`,
      RegionId: id,
      ServiceResourceTypes: { ServiceResourceType: ['slb', 'nlb'] },
    })),
  },
});

export const describeZones: Handler<'privatelink.DescribeZones'> = (world, _params, context) => ({
  Zones: {
    Zone: (world.regions.get(context.regionId)?.zoneIds ?? []).map((id) => ({ LocalName: id, ZoneId: id })),
  },
});

/** Resource groups are kept, not checked: the emulator has none of its own. */
export const changeResourceGroup: Handler<'privatelink.ChangeResourceGroup'> = (world, params, context) => {
  const service = world.services.get(params.ResourceId);
  const endpoint = world.endpoints.get(params.ResourceId);
  const found = service ?? endpoint;
  if (found === undefined || found.accountId !== context.account.id) {
    throw new ApiError('ResourceNotFound', `The resource ${params.ResourceId} does not exist.`);
  }
  found.resourceGroupId = params.ResourceGroupId;
  world.touch(service === undefined ? 'endpoint' : 'service', found.id);
  return {};
};
