import { describe, expect, it } from 'vitest';
import { createCloud } from './client.ts';
import { type CloudError, isCloudError, refused } from './errors.ts';
import { type WireRequest, wireParameters } from './wire.ts';

/** A cloud that answers what it is given, and keeps what it was asked. */
function cloudThat(answer: (request: WireRequest) => unknown) {
  const requests: WireRequest[] = [];
  const cloud = createCloud({
    region: 'cn-hangzhou',
    transport: async (request) => {
      requests.push(request);
      return answer(request);
    },
  });
  return { cloud, requests };
}

const failure = (call: Promise<unknown>): Promise<CloudError> =>
  call.then(
    () => Promise.reject(new Error('the call was expected to fail')),
    (error: unknown) => (isCloudError(error) ? error : Promise.reject(error)),
  );

describe('createCloud', () => {
  it('when an action is regional, RegionId is filled in and parameters go where the product wants them', async () => {
    const { cloud, requests } = cloudThat(() => ({ EndpointId: 'ep-1', RequestId: 'R' }));
    await cloud.call('CreateVpcEndpoint', { VpcId: 'vpc-1', ClientToken: undefined, SecurityGroupId: ['sg-1'] });
    expect(requests[0]).toMatchObject({
      product: 'privatelink',
      version: '2020-04-15',
      method: 'POST',
      pathname: '/',
      write: true,
    });
    expect(requests.map(wireParameters)).toEqual([
      { RegionId: 'cn-hangzhou', VpcId: 'vpc-1', 'SecurityGroupId.1': 'sg-1' },
    ]);
  });

  it('when an action takes a form, its parameters are in the body', async () => {
    const { cloud, requests } = cloudThat(() => ({}));
    await cloud.call('TagResources', {
      ResourceType: 'vpcendpoint',
      ResourceId: ['ep-1'],
      Tag: [{ Key: 'k', Value: 'v' }],
    });
    expect(requests[0]?.query).toEqual({});
    expect(requests.map(wireParameters)).toEqual([
      {
        RegionId: 'cn-hangzhou',
        ResourceType: 'vpcendpoint',
        'ResourceId.1': 'ep-1',
        'Tag.1.Key': 'k',
        'Tag.1.Value': 'v',
      },
    ]);
  });

  it('when an action has a path, the id goes there and nowhere else', async () => {
    const { cloud, requests } = cloudThat(() => ({ task_id: 'T-1' }));
    const sans = { subject_alternative_names: ['a.example'], action: 'append' } as const;
    await cloud.call('ModifyCluster', { ClusterId: 'c/1', api_server_custom_cert_sans: sans });
    expect(requests[0]).toMatchObject({ method: 'PUT', pathname: '/api/v2/clusters/c%2F1', query: {} });
    expect(requests[0]?.body).toEqual({ api_server_custom_cert_sans: sans });
  });

  it.each(['', '.', '..'])('when the id of a path is %j, nothing is sent', async (ClusterId) => {
    const { cloud, requests } = cloudThat(() => ({}));
    const error = await failure(cloud.call('DescribeClusterDetail', { ClusterId }));
    expect({ code: error.code, kind: error.kind }).toEqual({ code: 'InvalidParameter.ClusterId', kind: 'bug' });
    expect(requests).toEqual([]);
  });

  it('when the answer nests twice, the list is plain and tags read Key and Value', async () => {
    const { cloud } = cloudThat(() => ({
      TotalCount: 1,
      Vpcs: {
        Vpc: [
          {
            VpcId: 'vpc-1',
            CidrBlock: '10.0.0.0/8',
            OwnerId: 1234567890123456,
            Tags: { Tag: [{ Key: 'a', Value: 'b' }] },
            Description: null,
          },
        ],
      },
    }));
    expect(await cloud.call('DescribeVpcs', {})).toEqual({
      TotalCount: 1,
      Vpcs: [
        {
          VpcId: 'vpc-1',
          CidrBlock: '10.0.0.0/8',
          SecondaryCidrBlocks: [],
          UserCidrs: [],
          OwnerId: 1234567890123456,
          Tags: [{ Key: 'a', Value: 'b' }],
        },
      ],
    });
  });

  it('when tags read TagKey and TagValue, they come as Key and Value all the same', async () => {
    const { cloud } = cloudThat(() => ({
      SecurityGroups: { SecurityGroup: [{ SecurityGroupId: 'sg-1', Tags: { Tag: [{ TagKey: 'a' }] } }] },
    }));
    const { SecurityGroups } = await cloud.call('DescribeSecurityGroups', {});
    expect(SecurityGroups).toEqual([{ SecurityGroupId: 'sg-1', Tags: [{ Key: 'a', Value: '' }] }]);
  });

  it('when TotalCount is text, it is a number; a missing list is empty; unknown states and fields do no harm', async () => {
    const { cloud } = cloudThat(({ action }) =>
      action === 'ListVpcEndpointConnections'
        ? { TotalCount: '7', NextToken: '', New: { thing: 1 } }
        : { EndpointId: 'ep-1', EndpointStatus: 'Hibernating', Bandwidth: '3072' },
    );
    expect(await cloud.call('ListVpcEndpointConnections', {})).toEqual({
      TotalCount: 7,
      NextToken: '',
      Connections: [],
    });
    expect(await cloud.call('GetVpcEndpointAttribute', { EndpointId: 'ep-1' })).toEqual({
      EndpointId: 'ep-1',
      EndpointStatus: 'Hibernating',
      Bandwidth: 3072,
    });
  });

  it('when the answer is a bare list, it stands under items', async () => {
    const { cloud } = cloudThat(() => [{ instance_id: 'lb-1', resource_type: 'SLB', associated_object: null }]);
    expect(await cloud.call('DescribeClusterResources', { ClusterId: 'c1' })).toEqual({
      items: [{ instance_id: 'lb-1', resource_type: 'SLB' }],
    });
  });

  it('when the answer lacks what the reference promises, the error says where', async () => {
    const { cloud } = cloudThat(() => ({ RequestId: 'R' }));
    const error = await failure(cloud.call('CreateVpcEndpoint', { VpcId: 'vpc-1' }));
    expect({ code: error.code, kind: error.kind }).toEqual({ code: 'UnexpectedAnswer', kind: 'bug' });
    expect(error.message).toContain('EndpointId');
  });

  it('when the transport refuses, its error passes; when it breaks, the break is named', async () => {
    const refusal = refused({
      action: 'CheckProductOpen',
      status: 400,
      body: { Code: 'NeedOpenProduct', Message: 'open it', RequestId: 'R' },
    });
    expect(await failure(cloudThat(() => Promise.reject(refusal)).cloud.call('CheckProductOpen', {}))).toBe(refusal);
    const broken = await failure(cloudThat(() => Promise.reject(new Error('boom'))).cloud.call('CheckProductOpen', {}));
    expect({ code: broken.code, kind: broken.kind }).toEqual({ code: 'TransportFailed', kind: 'retry' });
  });

  it('when the caller gives up, the answer is no longer waited for, and a call given up before is not sent', async () => {
    const { cloud, requests } = cloudThat(() => new Promise(() => {}));
    const giveUp = new AbortController();
    const call = cloud.call('CheckProductOpen', {}, { signal: giveUp.signal });
    giveUp.abort();
    expect((await failure(call)).code).toBe('Aborted');
    expect((await failure(cloud.call('CheckProductOpen', {}, { signal: giveUp.signal }))).code).toBe('Aborted');
    expect(requests).toHaveLength(1);
  });

  it('when the caller may not go on any more, the call does not leave', async () => {
    const { cloud, requests } = cloudThat(() => Promise.resolve({}));
    let sent = false;
    const call = cloud.call('CheckProductOpen', {}, { mayLeave: () => false, onSent: () => (sent = true) });
    expect((await failure(call)).code).toBe('Aborted');
    expect([sent, requests]).toEqual([false, []]);
  });
});

describe('refused', () => {
  it.each([
    {
      reason: 'capital names',
      body: { Code: 'A.B', Message: 'm', RequestId: 'R' },
      expected: { code: 'A.B', requestId: 'R' },
    },
    {
      reason: 'small names',
      body: { code: 'A.B', message: 'm', requestId: 'R' },
      expected: { code: 'A.B', requestId: 'R' },
    },
    { reason: 'a number as text', body: { Code: '403' }, expected: { code: '403', requestId: undefined } },
    { reason: 'a number', body: { Code: 403 }, expected: { code: '403', requestId: undefined } },
    { reason: 'no envelope at all', body: '<html>', expected: { code: 'HTTP 400', requestId: undefined } },
  ])('when the envelope has $reason, it is read', ({ body, expected }) => {
    const { code, requestId } = refused({ action: 'X', status: 400, body });
    expect({ code, requestId }).toEqual(expected);
  });

  it('the message names action, code and words, and no request id', () => {
    const error = refused({
      action: 'DeleteVpcEndpoint',
      status: 400,
      body: { Code: 'EndpointLocked', Message: 'held', RequestId: 'R-1' },
    });
    expect(error.message).toBe('DeleteVpcEndpoint: EndpointLocked: held');
  });

  it('when the cloud says how long to wait, milliseconds are taken', () => {
    const wait = (value: unknown) =>
      refused({ action: 'X', status: 400, headers: { 'x-acs-retry-after': value }, body: { Code: 'Throttling' } })
        .retryAfterMs;
    expect([wait('1500'), wait(20), wait('soon'), wait(undefined), wait(-1)]).toEqual([
      1500,
      20,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
