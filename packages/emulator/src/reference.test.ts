import { describe, expect, it } from 'vitest';
import { loadReference } from './reference.ts';

describe('loadReference', () => {
  const reference = loadReference();

  it('reads every action with its parameters, rate and token', () => {
    expect(reference.actions.size).toBe(108);
    const create = reference.actions.get('privatelink.CreateVpcEndpoint');
    expect(create).toMatchObject({
      name: 'CreateVpcEndpoint',
      version: '2020-04-15',
      style: 'RPC',
      write: true,
      rate: { calls: 200, windowMs: 60_000 },
      clientToken: 'ClientToken',
    });
    expect(create?.params['Zone']?.items?.fields?.['ip']?.kind).toBe('string');
    expect(reference.actions.get('cs.DescribeClusterDetail')).toMatchObject({
      path: '/clusters/{ClusterId}',
      write: false,
      methods: ['GET'],
    });
  });

  it('knows the status of each code, both spellings of those that have two', () => {
    const statuses = reference.products.get('vpc')?.statuses;
    expect(statuses?.get('InvalidVpcId.NotFound')).toBe(404);
    expect(statuses?.get('InvalidVpcID.NotFound')).toBe(404);
    expect(reference.products.get('privatelink')?.statuses.get('EndpointNotFound')).toBe(400);
    for (const product of reference.products.values()) {
      expect(product.statuses.get('ServiceUnavailable')).toBe(503);
      expect(product.statuses.has('InvalidAccessKeyId.NotFound')).toBe(false); // products differ in it
    }
  });
});
