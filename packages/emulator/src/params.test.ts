import { describe, expect, it } from 'vitest';
import { matchPath, parseParams, type RawInput } from './params.ts';
import { loadReference } from './reference.ts';

const reference = loadReference();

function parse(key: string, input: RawInput) {
  const action = reference.actions.get(key);
  if (action === undefined) throw new Error(`no action ${key}`);
  return parseParams(action, input);
}

const region = { RegionId: 'cn-hangzhou' };

describe('parseParams', () => {
  it('builds lists and their objects, in order of their numbers', () => {
    const { params, unknown } = parse('privatelink.CreateVpcEndpoint', {
      flat: {
        ...region,
        Action: 'CreateVpcEndpoint',
        VpcId: 'vpc-1',
        'Zone.10.ZoneId': 'j',
        'Zone.2.VSwitchId': 'vsw-2',
        'Zone.2.ip': '10.0.0.9',
        'SecurityGroupId.1': 'sg-1',
        DryRun: 'true',
      },
    });
    expect(params).toEqual({
      ...region,
      VpcId: 'vpc-1',
      Zone: [{ VSwitchId: 'vsw-2', ip: '10.0.0.9' }, { ZoneId: 'j' }],
      SecurityGroupId: ['sg-1'],
      DryRun: true,
    });
    expect(unknown).toEqual([]);
  });

  it.each<{ why: string; key: string; input: RawInput; code: string; says: string }>([
    {
      why: 'a required parameter is missing, PrivateLink',
      key: 'privatelink.CreateVpcEndpoint',
      input: { flat: region },
      code: 'MissingParam.VpcId',
      says: 'VpcId is required',
    },
    {
      why: 'a required parameter is missing, an older product',
      key: 'vpc.DescribeVpcs',
      input: { flat: {} },
      code: 'MissingParameter',
      says: 'RegionId is required',
    },
    {
      why: 'a number is not one',
      key: 'vpc.DescribeVpcs',
      input: { flat: { ...region, PageSize: 'many' } },
      code: 'InvalidParameter',
      says: 'PageSize must be a number',
    },
    {
      why: 'a boolean is not one',
      key: 'privatelink.CreateVpcEndpointService',
      input: { flat: { ...region, AutoAcceptEnabled: 'yes' } },
      code: 'IllegalParamFormat.AutoAcceptEnabled',
      says: 'true or false',
    },
    {
      why: 'a value is not of the enumeration',
      key: 'privatelink.CreateVpcEndpointService',
      input: { flat: { ...region, Payer: 'me' } },
      code: 'IllegalParamFormat.Payer',
      says: 'one of Endpoint, EndpointService',
    },
    {
      why: 'a list is numbered with a word',
      key: 'privatelink.CreateVpcEndpoint',
      input: { flat: { ...region, VpcId: 'v', 'Zone.__proto__.ZoneId': 'x' } },
      code: 'IllegalParamFormat.Zone',
      says: 'numbered from 1',
    },
    {
      why: 'a list is too long',
      key: 'privatelink.CreateVpcEndpoint',
      input: {
        flat: {
          ...region,
          VpcId: 'v',
          ...Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`SecurityGroupId.${i + 1}`, 'sg'])),
        },
      },
      code: 'IllegalParamFormat.SecurityGroupId',
      says: 'at most 10',
    },
    {
      why: 'a JSON body has a string for a list',
      key: 'cs.ModifyCluster',
      input: {
        flat: {},
        path: '/api/v2/clusters/c1',
        body: { api_server_custom_cert_sans: { subject_alternative_names: 'a' } },
      },
      code: 'InvalidParameter',
      says: 'subject_alternative_names must be a list',
    },
  ])('when $why, refuses with $code', ({ key, input, code, says }) => {
    expect(() => parse(key, input)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(says) }));
  });

  it('notes what it does not know, nested too, and passes over the parameters of the convention', () => {
    const { unknown } = parse('privatelink.CreateVpcEndpoint', {
      flat: { ...region, VpcId: 'v', Colour: 'red', 'Zone.1.Shape': 'round', SignatureType: '', Format: 'json' },
    });
    expect(unknown).toEqual(['Zone.1.Shape', 'Colour']);
  });

  it('takes path parameters from the path and the rest from the JSON body', () => {
    const { params } = parse('cs.ModifyCluster', {
      flat: {},
      path: '/api/v2/clusters/c%31?x=1',
      body: { api_server_custom_cert_sans: { subject_alternative_names: ['a.b'], action: 'append' } },
    });
    expect(params).toEqual({
      ClusterId: 'c1',
      api_server_custom_cert_sans: { subject_alternative_names: ['a.b'], action: 'append' },
    });
  });

  it('takes the values of an enumeration in any case, in which the reference has them', () => {
    const flat = {
      ...region,
      ResourceType: 'VpcEndpoint',
      'ResourceId.1': 'ep-1',
      'Tag.1.Key': 'a',
      'Tag.1.Value': 'b',
    };
    expect(parse('privatelink.TagResources', { flat }).params['ResourceType']).toBe('vpcendpoint');
    const mode = { ...region, EndpointId: 'ep-1', ServiceId: 'epsrv-1', TrafficControlMode: 'scalability' };
    expect(parse('privatelink.EnableVpcEndpointConnection', { flat: mode }).params['TrafficControlMode']).toBe(
      'Scalability',
    );
  });
});

describe('matchPath', () => {
  it('fits only the same number of parts, none of them empty', () => {
    expect(matchPath('/clusters/{ClusterId}/resources', '/clusters/c1/resources')).toEqual({ ClusterId: 'c1' });
    expect(matchPath('/clusters/{ClusterId}', '/clusters/')).toBeUndefined();
    expect(matchPath('/clusters/{ClusterId}', '/clusters/a/b')).toBeUndefined();
    expect(matchPath('/tasks/{taskId}', '/tasks/%zz')).toEqual({ taskId: '%zz' });
  });
});
