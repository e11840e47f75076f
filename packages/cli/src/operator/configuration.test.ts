import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { configurationOf } from './configuration.ts';
import { type Flags, readValues, valueLines } from './read-values.ts';

const asm: Flags = { region: 'cn-hangzhou', mesh: 'c1' };
const own: Flags = { region: 'cn-hangzhou', givenName: 'prod', vpc: 'vpc-1', pilotLoadBalancer: 'lb-1' };
const read = (flags: Flags, env: Record<string, string> = {}) => configurationOf(readValues(flags, env));

function refusal(flags: Flags, env: Record<string, string> = {}): Failure {
  try {
    read(flags, env);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the configuration of the operator', () => {
  it('with an ASM instance is a companion, unless told to manage', () => {
    expect(read(asm)).toMatchObject({ mode: 'companion', source: { kind: 'asm', meshId: 'c1' } });
    expect(read({ ...asm, manage: 'true' }).mode).toBe('manage');
    expect(read(asm, { ASMPVL_MANAGE: 'true' }).mode).toBe('manage');
  });

  it('with a control plane of its own always manages', () => {
    expect(read(own)).toMatchObject({
      mode: 'manage',
      source: { kind: 'given', mesh: 'prod', region: 'cn-hangzhou', vpcId: 'vpc-1', pilotLoadBalancerId: 'lb-1' },
    });
  });

  it('only reports certificates, unless told to manage them, which a companion cannot', () => {
    expect(read(own).certificates).toBe('report');
    expect(read(own, { ASMPVL_CERTIFICATES: 'manage' }).certificates).toBe('manage');
    expect(read({ ...asm, manage: 'true', certificates: 'manage' }).certificates).toBe('manage');
    expect(refusal({ ...asm, certificates: 'manage' })).toMatchObject({
      where: '--certificates, or ASMPVL_CERTIFICATES',
      message: expect.stringContaining('give --manage, too'),
    });
  });

  it('has the defaults of the table, and flags go before variables', () => {
    expect(read({ ...asm, rateShare: '1' }, { ASMPVL_RATE_SHARE: '0.2', ASMPVL_POLL_SECONDS: '10' })).toMatchObject({
      rateShare: 1,
      tiers: { fastMs: 10_000, auditMs: 600_000 },
      lease: { name: 'asm-privatelink-operator', namespace: undefined },
      metrics: { host: '127.0.0.1', port: 8080 },
      logLevel: 'info',
      cloud: undefined,
    });
  });

  it.each<[string, Flags, string]>([
    ['no region', { mesh: 'c1' }, '--region'],
    ['no source', { region: 'cn-hangzhou' }, '--mesh'],
    ['two sources', { ...asm, vpc: 'vpc-1' }, '--vpc'],
    ['half a source', { region: 'cn-hangzhou', vpc: 'vpc-1' }, '--given-name'],
    ['a share above 1', { ...asm, rateShare: '1.5' }, '--rate-share'],
    ['a poll of no time', { ...asm, pollSeconds: '0' }, '--poll-seconds'],
    ['no address', { ...asm, metricsAddress: '8080' }, '--metrics-address'],
    ['http to another machine', { ...asm, cloudEndpoint: 'http://10.0.0.1:80' }, '--cloud-endpoint'],
    [
      'a name that only looks like loopback',
      { ...asm, cloudEndpoint: 'http://127.0.0.1.example.com' },
      '--cloud-endpoint',
    ],
    ['an endpoint with a path', { ...asm, cloudEndpoint: 'https://proxy/path' }, '--cloud-endpoint'],
    ['no URL', { ...asm, cloudEndpoint: 'proxy' }, '--cloud-endpoint'],
    ['an unknown level', { ...asm, logLevel: 'loud' }, '--log-level'],
  ])('%s is refused, naming the setting and the remedy', (_, flags, where) => {
    const { where: named, now, exitCode } = refusal(flags);
    expect(named).toContain(where);
    expect(now).not.toBe(undefined);
    expect(exitCode).toBe(2);
  });

  it('a variable of ours that does not exist is refused', () => {
    expect(refusal(asm, { ASMPVL_REGOIN: 'x' })).toMatchObject({ code: 'SettingUnknown', where: 'ASMPVL_REGOIN' });
  });

  it.each([
    ['http://127.0.0.1:8080', { endpoint: '127.0.0.1:8080', protocol: 'HTTP' }],
    ['http://[::1]:8080', { endpoint: '[::1]:8080', protocol: 'HTTP' }],
    ['https://cloud.example.org', { endpoint: 'cloud.example.org', protocol: 'HTTPS' }],
  ])('takes %s for all products', (cloudEndpoint, cloud) => {
    expect(read({ ...asm, cloudEndpoint }).cloud).toEqual(cloud);
  });

  it('prints what is in force and where it comes from, passwords hidden', () => {
    const values = readValues({ ...asm, cloudEndpoint: 'https://me:secret@proxy' }, { ASMPVL_LOG_LEVEL: 'debug' });
    const text = valueLines(values).join('\n');
    expect(text).toMatch(/--log-level +debug {2}\(ASMPVL_LOG_LEVEL\)/);
    expect(text).toMatch(/--rate-share +0\.5 {2}\(default\)/);
    expect(text).toContain('https://[hidden]@proxy');
    expect(text).not.toContain('secret');
  });
});
