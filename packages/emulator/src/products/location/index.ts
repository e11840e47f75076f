/** Location 2015-06-12: where a product is. Here all of them are in one place. */
import { ApiError } from '../../errors.ts';
import type { Handler, Handlers } from '../../handler.ts';

const TYPE = 'openAPI';
/** The products that the emulator serves, under the codes by which clients ask for them. */
const SERVED = new Set(['privatelink', 'vpc', 'ecs', 'cs', 'servicemesh', 'slb', 'nlb', 'sts', 'location']);

/** A product that is not served here has no endpoint: the caller then falls back to what it knows itself. */
const describeEndpoints: Handler<'location.DescribeEndpoints'> = (world, params, { host }) => {
  const { Id, ServiceCode, Type = TYPE } = params;
  if (!world.regions.has(Id)) {
    throw new ApiError('InvalidRegionId', 'The specified region does not exist.', { status: 404 });
  }
  const product = ServiceCode.toLowerCase();
  const served = Type.toLowerCase() === TYPE.toLowerCase() && SERVED.has(product);
  const endpoint = {
    Endpoint: host ?? `${product}.${Id}.aliyuncs.com`,
    Id,
    Namespace: '',
    Protocols: { Protocols: ['HTTP', 'HTTPS'] },
    SerivceCode: ServiceCode,
    Type: TYPE,
  };
  return { Success: true, Endpoints: { Endpoint: served ? [endpoint] : [] } };
};

export const location = { 'location.DescribeEndpoints': describeEndpoints } satisfies Handlers;
