/** What VPCs and vSwitches may be. */
import { describe, expect, it } from 'vitest';
import { ids, testCloud } from '../../testing.ts';

const long = 'x'.repeat(129);

describe('CreateVpc', () => {
  it.each([
    { why: 'the range is none', params: { CidrBlock: '10.0.0.1/8' }, code: 'InvalidParameter' },
    { why: 'the range is too large', params: { CidrBlock: '10.0.0.0/7' }, code: 'InvalidParameter' },
    { why: 'the range is too small', params: { CidrBlock: '10.0.0.0/29' }, code: 'InvalidParameter' },
    { why: 'the range is the carrier’s', params: { CidrBlock: '100.64.0.0/16' }, code: 'InvalidParameter' },
    { why: 'the range is loopback', params: { CidrBlock: '127.0.0.0/16' }, code: 'InvalidParameter' },
    { why: 'the range is link-local', params: { CidrBlock: '169.254.0.0/20' }, code: 'InvalidParameter' },
    { why: 'the range is multicast', params: { CidrBlock: '230.0.0.0/8' }, code: 'InvalidParameter' },
    { why: 'the name is too long', params: { VpcName: long }, code: 'InvalidVpcName.Malformed' },
    { why: 'the name is a URL', params: { VpcName: 'https://vpc' }, code: 'InvalidVpcName.Malformed' },
    { why: 'the description is a URL', params: { Description: 'http://vpc' }, code: 'InvalidVpcDiscription.Malformed' },
    { why: 'a tag is reserved', params: { 'Tag.1.Key': 'acs:mine', 'Tag.1.Value': '' }, code: 'InvalidParameter' },
  ])('when $why, refuses with $code', async ({ params, code }) => {
    const cloud = testCloud();
    expect(await cloud.ask('vpc.CreateVpc', { ...params })).toMatchObject({ status: 400, body: { Code: code } });
  });

  it.each(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/28', '11.0.0.0/8'])('takes the range %s', async (CidrBlock) => {
    await testCloud().get('vpc.CreateVpc', { CidrBlock, VpcName: '网络 1', Description: 'ours' });
  });
});

describe('CreateVSwitch', () => {
  it.each([
    { why: 'the range is none', params: { CidrBlock: '192.168.200.1/24' }, code: 'InvalidCidrBlock.Malformed' },
    { why: 'the range is too small', params: { CidrBlock: '192.168.200.0/30' }, code: 'InvalidCirdrBlock.MaskLength' },
    { why: 'the range is not the VPC’s', params: { CidrBlock: '10.1.0.0/24' }, code: 'InvalidParameter' },
    { why: 'the name is too long', params: { VSwitchName: long }, code: 'InvalidVSwitchName.Malformed' },
    {
      why: 'the description is a URL',
      params: { Description: 'http://v' },
      code: 'InvalidVSwitchDiscription.Malformed',
    },
  ])('when $why, refuses with $code', async ({ params, code }) => {
    const wish = { VpcId: ids.ackVpc, ZoneId: ids.zoneJ, CidrBlock: '192.168.200.0/24', ...params };
    expect(await testCloud().ask('vpc.CreateVSwitch', wish)).toMatchObject({ status: 400, body: { Code: code } });
  });
});
