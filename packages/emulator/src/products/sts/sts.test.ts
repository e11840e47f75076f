import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../scenario.ts';
import { type Body, type Cloud, cloudWith, ids, testCloud } from '../../testing.ts';

const account = '1234567890123456';
const RoleArn = `acs:ram::${account}:role/operator`;
const provider = `acs:ram::${account}:oidc-provider/ack-rrsa-${ids.cluster}`;
const keys = [
  { id: 'root', secret: 's' },
  { id: 'builder', secret: 's', user: 'builder' },
  { id: 'guest', secret: 's', user: 'guest' },
];
const roles = [
  {
    name: 'operator',
    users: ['builder'],
    allow: ['privatelink:*', 'sts:*'],
    deny: ['privatelink:Delete*'],
    oidc: { provider: 'ack-rrsa-*', issuer: 'https://issuer', audience: 'sts.aliyuncs.com', subject: '*:operator' },
    maxSessionSeconds: 7200,
  },
] satisfies ScenarioInput['roles'];

function withRoles(more: Partial<ScenarioInput> = {}): Cloud {
  return cloudWith({ keys, roles, ...more });
}

async function assume(cloud: Cloud, more: Record<string, string> = {}): Promise<Body> {
  const params = { RoleArn, RoleSessionName: 'session', ...more };
  const { Credentials } = await cloud.get('sts.AssumeRole', params, { accessKeyId: 'builder' });
  return Credentials as Body;
}

function token(cloud: Cloud, claims: Record<string, unknown> = {}): string {
  const now = cloud.clock.now() / 1000;
  const usual = { iss: 'https://issuer', aud: ['sts.aliyuncs.com'], sub: 'system:operator', iat: now, exp: now + 3600 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ ...usual, ...claims })}.c2lnbmF0dXJl`;
}

const web = (cloud: Cloud, more: Record<string, string> = {}) => ({
  RoleArn,
  RoleSessionName: 'pod',
  OIDCProviderArn: provider,
  OIDCToken: token(cloud),
  ...more,
});

describe('AssumeRole', () => {
  it('gives a key that may do what the role may, until it ends', async () => {
    const cloud = withRoles();
    const { AccessKeyId, Expiration } = await assume(cloud, { DurationSeconds: '900' });
    const as = { accessKeyId: String(AccessKeyId) };
    expect(AccessKeyId).toMatch(/^STS\./);
    expect(Expiration).toBe(new Date(cloud.clock.now() + 900_000).toISOString().replace('.000Z', 'Z'));
    expect(await cloud.get('sts.GetCallerIdentity', {}, as)).toMatchObject({
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${account}:assumed-role/operator/session`,
    });
    await cloud.get('privatelink.ListVpcEndpoints', {}, as);
    const forbidden = await cloud.ask('privatelink.DeleteVpcEndpoint', { EndpointId: 'ep-x' }, as);
    expect(forbidden.body).toMatchObject({
      Code: 'NoPermission',
      AccessDeniedDetail: { NoPermissionType: 'ExplicitDeny' },
    });
    const unnamed = await cloud.ask('vpc.DescribeVpcs', {}, as);
    expect(unnamed).toMatchObject({
      status: 403,
      body: { Code: 'Forbidden.RAM', AccessDeniedDetail: { NoPermissionType: 'ImplicitDeny' } },
    });
    await cloud.clock.advance(899_000);
    await cloud.get('privatelink.ListVpcEndpoints', {}, as);
    await cloud.clock.advance(1000);
    expect(await cloud.refusal('privatelink.ListVpcEndpoints', {}, as)).toBe('InvalidSecurityToken.Expired');
  });

  it('narrows a session by its own policy, and widens it by none', async () => {
    const cloud = withRoles();
    const Statement = [{ Effect: 'Allow', Action: ['privatelink:List*', 'vpc:*'], Resource: '*' }];
    const { AccessKeyId } = await assume(cloud, { Policy: JSON.stringify({ Version: '1', Statement }) });
    const as = { accessKeyId: String(AccessKeyId) };
    await cloud.get('privatelink.ListVpcEndpoints', {}, as);
    expect(await cloud.refusal('privatelink.CheckProductOpen', {}, as)).toBe('NoPermission');
    expect(await cloud.refusal('vpc.DescribeVpcs', {}, as)).toBe('Forbidden.RAM');
  });

  it.each([
    ['a name that no role has', { RoleArn: `acs:ram::${account}:role/other` }, 'EntityNotExist.Role'],
    ['an ARN of something else', { RoleArn: 'operator' }, 'InvalidParameter.RoleArn'],
    ['a session name with a blank', { RoleSessionName: 'a b' }, 'InvalidParameter.RoleSessionName'],
    ['too short a session', { DurationSeconds: '899' }, 'InvalidParameter.DurationSeconds'],
    ['a longer session than the role allows', { DurationSeconds: '7201' }, 'InvalidParameter.DurationSeconds'],
    ['a policy that is none', { Policy: '{"Statement":[]}' }, 'InvalidParameter.PolicyGrammar'],
  ])('refuses %s', async (_what, wrong, code) => {
    const cloud = withRoles();
    const params = { RoleArn, RoleSessionName: 'session', ...wrong };
    expect(await cloud.refusal('sts.AssumeRole', params, { accessKeyId: 'builder' })).toBe(code);
  });

  it('refuses users that the role does not trust, and, by a switch, the account itself', async () => {
    const params = { RoleArn, RoleSessionName: 'session' };
    const cloud = withRoles({ switches: { rootAssumesRoles: false } });
    expect(await cloud.refusal('sts.AssumeRole', params, { accessKeyId: 'guest' })).toBe('NoPermission');
    expect(await cloud.refusal('sts.AssumeRole', params, { accessKeyId: 'root' })).toBe('NoPermission');
  });

  it('forgets a session a day after its end', async () => {
    const cloud = withRoles();
    const { AccessKeyId } = await assume(cloud);
    const as = { accessKeyId: String(AccessKeyId) };
    await cloud.clock.advance(26 * 3_600_000);
    expect(await cloud.refusal('sts.GetCallerIdentity', {}, as)).toBe('InvalidSecurityToken.Expired');
    await assume(cloud);
    expect(await cloud.refusal('sts.GetCallerIdentity', {}, as)).toBe('InvalidAccessKeyId.NotFound');
  });
});

describe('AssumeRoleWithOIDC', () => {
  it('takes the token of a service account that the role trusts, without any key', async () => {
    const cloud = withRoles();
    const answer = await cloud.get('sts.AssumeRoleWithOIDC', web(cloud), { accessKeyId: '' });
    expect(answer).toMatchObject({
      AssumedRoleUser: { Arn: `${RoleArn}/pod` },
      OIDCTokenInfo: { Issuer: 'https://issuer', Subject: 'system:operator', ClientIds: 'sts.aliyuncs.com' },
    });
    expect(cloud.emulator.ledger.entries().at(-1)).toMatchObject({ action: 'AssumeRoleWithOIDC', caller: '' });
  });

  it.each([
    ['no token', () => ({ OIDCToken: '' }), 'OIDCToken.Invalid'],
    ['a token that is none', () => ({ OIDCToken: 'text' }), 'OIDCToken.Invalid'],
    ['a token that has ended', (cloud: Cloud) => ({ OIDCToken: token(cloud, { exp: 1 }) }), 'OIDCToken.Expired'],
    ['another issuer', (cloud: Cloud) => ({ OIDCToken: token(cloud, { iss: 'x' }) }), 'OIDCToken.IssuerNotMatch'],
    ['another audience', (cloud: Cloud) => ({ OIDCToken: token(cloud, { aud: 'x' }) }), 'OIDCToken.AudienceNotMatch'],
    ['another subject', (cloud: Cloud) => ({ OIDCToken: token(cloud, { sub: 'x' }) }), 'NoPermission'],
    ['another provider', () => ({ OIDCProviderArn: `acs:ram::${account}:oidc-provider/x` }), 'NoPermission'],
  ])('refuses %s', async (_what, wrong, code) => {
    const cloud = withRoles();
    const { status, body } = await cloud.ask('sts.AssumeRoleWithOIDC', web(cloud, wrong(cloud)));
    expect([status, body['Code']]).toEqual([401, `AuthenticationFail.${code}`]);
  });

  it('takes any text for a token where the scenario names no roles', async () => {
    const cloud = testCloud();
    await cloud.get('sts.AssumeRoleWithOIDC', web(cloud, { OIDCToken: 'some text' }));
  });
});
