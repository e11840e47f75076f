import { describe, expect, it } from 'vitest';
import { createCloud } from './client.ts';
import { listAll, listAs, pages } from './paging.ts';
import { wireParameters } from './wire.ts';

/** A cloud that answers one prepared page after the other; past the last it repeats the last. */
function paged(...answers: unknown[]) {
  const asked: Record<string, string>[] = [];
  const cloud = createCloud({
    region: 'r',
    transport: async (request) => {
      asked.push(wireParameters(request));
      return answers[Math.min(asked.length, answers.length) - 1];
    },
  });
  return { cloud, asked };
}

const endpoints = (...ids: string[]) => ids.map((EndpointId) => ({ EndpointId }));

describe('pages, listAll and listAs', () => {
  it('when the list goes by token, they follow it until it is empty, with the filter on every page', async () => {
    const { cloud, asked } = paged(
      { Endpoints: endpoints('a', 'b'), NextToken: 't1' },
      { Endpoints: endpoints('c'), NextToken: 't2' },
      { NextToken: '' },
    );
    const all = await listAll(cloud, 'ListVpcEndpoints', { VpcId: 'vpc-1' });
    expect(all.map(({ EndpointId }) => EndpointId)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([
      { RegionId: 'r', VpcId: 'vpc-1', MaxResults: '50' },
      { RegionId: 'r', VpcId: 'vpc-1', MaxResults: '50', NextToken: 't1' },
      { RegionId: 'r', VpcId: 'vpc-1', MaxResults: '50', NextToken: 't2' },
    ]);
  });

  it('when the list goes by number, they stop at the total, even if pages are smaller than asked for', async () => {
    const vpc = (VpcId: string) => ({ VpcId });
    const { cloud, asked } = paged(
      { TotalCount: 3, Vpcs: { Vpc: [vpc('a'), vpc('b')] } },
      { TotalCount: 3, Vpcs: { Vpc: [vpc('c')] } },
    );
    expect(await listAll(cloud, 'DescribeVpcs', {}, { pageSize: 10 })).toHaveLength(3);
    expect(asked.map(({ PageNumber, PageSize }) => [PageNumber, PageSize])).toEqual([
      ['1', '10'],
      ['2', '10'],
    ]);
  });

  it('give what one makes of each item, none of some', async () => {
    const { cloud } = paged({ Endpoints: endpoints('a', 'b'), NextToken: 't1' }, { Endpoints: endpoints('c') });
    const ids = ({ EndpointId }: { EndpointId: string }) => (EndpointId === 'b' ? [] : [EndpointId]);
    expect(await listAs(cloud, 'ListVpcEndpoints', {}, ids)).toEqual(['a', 'c']);
  });

  it('when no total is told, an empty page is the end', async () => {
    const { cloud, asked } = paged({ Vpcs: { Vpc: [{ VpcId: 'a' }] } }, { Vpcs: { Vpc: [] } });
    expect(await listAll(cloud, 'DescribeVpcs', {})).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it('when the reader has seen enough, no further page is asked for', async () => {
    const { cloud, asked } = paged({ Endpoints: endpoints('a'), NextToken: 't1' });
    for await (const page of pages(cloud, 'ListVpcEndpoints', {})) {
      expect(page).toHaveLength(1);
      break;
    }
    expect(asked).toHaveLength(1);
  });

  it('when a token repeats itself, the list counts as endless', async () => {
    const { cloud, asked } = paged({ Endpoints: endpoints('a'), NextToken: 't1' });
    await expect(listAll(cloud, 'ListVpcEndpoints', {})).rejects.toMatchObject({ code: 'TooManyPages', kind: 'bug' });
    expect(asked).toHaveLength(2);
  });

  it('when the list is longer than allowed, it counts as endless', async () => {
    const { cloud, asked } = paged({ TotalCount: 999, Vpcs: { Vpc: [{ VpcId: 'a' }] } });
    await expect(listAll(cloud, 'DescribeVpcs', {}, { maxPages: 5 })).rejects.toMatchObject({ code: 'TooManyPages' });
    expect(asked).toHaveLength(5);
  });
});
