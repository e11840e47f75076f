import { describe, expect, it } from 'vitest';
import { endpointOf } from './endpoints.ts';

describe('endpointOf', () => {
  const region = 'cn-hangzhou';
  it.each([
    { reason: 'regional', product: 'privatelink', options: { region }, host: 'privatelink.cn-hangzhou.aliyuncs.com' },
    {
      reason: 'inside the VPC',
      product: 'cs',
      options: { region, network: 'vpc' },
      host: 'cs-vpc.cn-hangzhou.aliyuncs.com',
    },
    {
      reason: 'central',
      product: 'servicemesh',
      options: { region, network: 'vpc' },
      host: 'servicemesh.aliyuncs.com',
    },
    {
      reason: 'one for all',
      product: 'servicemesh',
      options: { region, endpoint: '127.0.0.1:80' },
      host: '127.0.0.1:80',
    },
    { reason: 'its own first', product: 'vpc', options: { region, endpoint: 'a', endpoints: { vpc: 'b' } }, host: 'b' },
  ] as const)('when it is $reason, $product is at $host', ({ product, options, host }) => {
    expect(endpointOf(product, options)).toBe(host);
  });
});
