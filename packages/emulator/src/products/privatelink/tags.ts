/** Tags of endpoints and services. */
import { ApiError } from '../../errors.ts';
import type { Context, Handler } from '../../handler.ts';
import { pageByToken } from '../../paging.ts';
import { fitsTags, readTags, type TagParam } from '../../tags.ts';
import type { Endpoint, EndpointService, Tags, World } from '../../world.ts';

interface Tagged {
  readonly id: string;
  readonly tags: Tags;
  readonly kind: 'endpoint' | 'service';
}

const TYPES = { endpoint: 'VpcEndpoint', service: 'VpcEndpointService' } as const;

export const tagResources: Handler<'privatelink.TagResources'> = (world, params, context) => {
  const { tagsPerResource } = context.account.quotas;
  const withoutValue = params.Tag.find(({ Value }) => Value === undefined);
  if (withoutValue?.Key) {
    throw new ApiError('MissingTagValueParam', `The tag "${withoutValue.Key}" needs a value, be it empty.`);
  }
  const changes = params.ResourceId.map((id) => {
    const found = named(world, id, params.ResourceType, context);
    return { found, tags: readTags(params.Tag, tagsPerResource, found.tags) };
  });
  context.proceed();
  for (const { found, tags } of changes) {
    for (const [key, value] of tags) found.tags.set(key, value);
    world.touch(found.kind, found.id);
  }
  return {};
};

export const untagResources: Handler<'privatelink.UntagResources'> = (world, params, context) => {
  const found = params.ResourceId.map((id) => named(world, id, params.ResourceType, context));
  const keys = params.TagKey ?? [];
  if (!params.All && keys.length === 0) {
    throw new ApiError('MissingParam.TagKey', 'One of the parameters TagKey and All is required.');
  }
  readTags(
    keys.map((Key) => ({ Key })),
    Number.POSITIVE_INFINITY,
  );
  context.proceed();
  for (const { id, tags, kind } of found) {
    for (const key of keys.length > 0 ? keys : [...tags.keys()]) tags.delete(key);
    world.touch(kind, id);
  }
  return {};
};

export const listTagResources: Handler<'privatelink.ListTagResources'> = (world, params, context) => {
  const { ResourceId, Tag, NextToken } = params;
  if (!ResourceId?.length && !Tag?.length) {
    throw new ApiError('MissingResourceIdOrTagParam', 'One of the parameters ResourceId and Tag is required.');
  }
  readTags(Tag, Number.POSITIVE_INFINITY);
  const kind = kindOf(params.ResourceType);
  const rows = all(world, kind, context)
    .filter((found) => (!ResourceId?.length || ResourceId.includes(found.id)) && fitsTags(found.tags, Tag))
    .flatMap((found) => rowsOf(found, Tag));
  const page = pageByToken(rows, (row) => `${row.ResourceId}/${row.TagKey}`, NextToken ? { NextToken } : {});
  return { NextToken: page.NextToken, TagResources: page.items };
};

/** Asked for by tags, only those tags are shown. */
function rowsOf({ id, tags, kind }: Tagged, asked: readonly TagParam[] | undefined) {
  const wanted = asked?.length ? new Set(asked.map((tag) => tag.Key)) : undefined;
  return [...tags]
    .filter(([key]) => wanted === undefined || wanted.has(key))
    .map(([TagKey, TagValue]) => ({ ResourceId: id, ResourceType: TYPES[kind], TagKey, TagValue }));
}

function named(world: World, id: string, type: string, context: Context): Tagged {
  const kind = kindOf(type);
  const found = (kind === 'service' ? world.services : world.endpoints).get(id);
  if (found === undefined || !isOwn(found, context)) {
    throw new ApiError('InvalidResourceId.NotFound', `There is no ${type} ${id} in ${context.regionId}.`);
  }
  return { id, tags: found.tags, kind };
}

/** The types come in any case (alibaba-cloud-api §0.11). */
function kindOf(type: string): 'endpoint' | 'service' {
  return type.toLowerCase() === 'vpcendpointservice' ? 'service' : 'endpoint';
}

function all(world: World, kind: 'endpoint' | 'service', context: Context): Tagged[] {
  const things = kind === 'service' ? world.services : world.endpoints;
  return [...things.values()].filter((thing) => isOwn(thing, context)).map(({ id, tags }) => ({ id, tags, kind }));
}

function isOwn(thing: Endpoint | EndpointService, { regionId, account }: Context): boolean {
  return thing.regionId === regionId && thing.accountId === account.id;
}
