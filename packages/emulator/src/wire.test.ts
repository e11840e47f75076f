import { describe, expect, it } from 'vitest';
import { loadReference } from './reference.ts';
import { findTarget, readRequest } from './wire.ts';

const form = new Map([['content-type', 'application/x-www-form-urlencoded']]);

describe('readRequest', () => {
  it('merges query and form, of which the form wins', () => {
    const body = Buffer.from('RegionId=cn-beijing&Name=a+b');
    const { params } = readRequest('POST', '/?Action=X&RegionId=cn-hangzhou', form, body);
    expect({ ...params }).toEqual({ Action: 'X', RegionId: 'cn-beijing', Name: 'a b' });
  });
});

describe('findTarget', () => {
  const reference = loadReference();
  const target = (url: string, headers: Record<string, string> = {}, own?: string) =>
    findTarget(readRequest('GET', url, new Map(Object.entries(headers)), Buffer.alloc(0)), reference, own).product;

  it('knows the product by its host, by its version, or by its path', () => {
    expect(target('/?Version=2016-04-28', { host: 'ecs.cn-hangzhou.aliyuncs.com' })).toBe('ecs');
    expect(target('/', { host: 'sts-vpc.cn-hangzhou.aliyuncs.com:8443' })).toBe('sts');
    expect(target('/?Version=2015-06-12', { host: 'location-readonly.aliyuncs.com' })).toBe('location');
    expect(target('/', { 'x-acs-version': '2022-04-30' })).toBe('nlb');
    expect(target('/clusters/c1')).toBe('cs');
  });

  it('when a port serves one product alone, takes nothing for another', () => {
    expect(target('/?Version=2016-04-28', { host: 'vpc.cn-hangzhou.aliyuncs.com' }, 'ecs')).toBe('ecs');
  });
});
