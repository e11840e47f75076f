import { sanSchema } from '@asm-privatelink/console';
import { describe, expect, it } from 'vitest';
import { plain } from '../terminal/style.ts';
import { lacks, sanData } from './data.ts';
import { sanLines } from './lines.ts';
import type { Subject } from './subjects.ts';

const domain = 'ep-1.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com';
const subject: Subject = {
  clusterId: 'c1',
  name: 'shop',
  type: 'ManagedKubernetes',
  unreadable: undefined,
  domain,
  pilotDomain: 'ep-2.epsrv-2.cn-hangzhou.privatelink.aliyuncs.com',
  setting: [],
  ways: [],
};

function judged(changes: Partial<Subject>, served?: readonly string[]) {
  const data = sanData([{ subject: { ...subject, ...changes }, served }], 'here');
  expect(sanSchema.strict().parse(data)).toEqual(data);
  const [cluster] = data.clusters;
  if (cluster === undefined) throw new Error('one cluster was given');
  return { ...cluster, verified: data.verified };
}

describe('the names of a certificate', () => {
  it.each<[string, Partial<Subject>, readonly string[] | undefined, boolean, string]>([
    ['served with the domain', { setting: [domain] }, ['kubernetes', domain], false, 'present'],
    ['served with a wildcard that covers it', {}, ['*.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com'], false, 'present'],
    ['served without it', {}, ['kubernetes'], true, 'missing'],
    ['set, but the old certificate is served', { setting: [domain] }, ['kubernetes'], false, 'restarting'],
    ['out of reach, set', { setting: [domain] }, undefined, false, 'set'],
    ['out of reach, not set', {}, undefined, true, 'unset'],
    ['before there is an endpoint', { domain: undefined }, ['kubernetes'], false, 'early'],
    ['of a cluster that could not be read', { unreadable: 'There is no cluster c1.' }, undefined, false, 'unknown'],
  ])('%s', (_, changes, served, lacking, verdict) => {
    const found = judged(changes, served);
    expect(found.verdict).toBe(verdict);
    expect(found.verified).toBe(served !== undefined);
    expect(lacks(found)).toBe(lacking);
  });

  it('with Pilot’s domain in place of the API server’s, says so', () => {
    expect(judged({ setting: [subject.pilotDomain ?? ''] }, [subject.pilotDomain ?? '']).message).toContain(
      'the domain of the endpoint to Pilot',
    );
  });

  it('of a cluster that takes no name, say what to do instead of adding it', () => {
    expect(judged({ type: 'Kubernetes' }, ['kubernetes']).remedy).toMatch(
      /^A cluster of type Kubernetes takes names only/,
    );
  });

  it('are told in a few lines', () => {
    const data = sanData([{ subject, served: ['kubernetes', '172.21.0.1'] }], 'vpc-1');
    expect(sanLines(data, { style: plain, width: 90 }).join('\n')).toMatchInlineSnapshot(`
      "✗ shop (c1): the certificate that it serves lacks the domain: TLS of the mesh fails.
          needed: ep-1.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com
          served: kubernetes, 172.21.0.1
          → asmpvl san add --cluster c1 (its API server restarts for a moment)

      Looked at from vpc-1."
    `);
  });
});
