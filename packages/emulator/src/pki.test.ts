import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemClock, VirtualClock } from './clock.ts';
import { createAuthority } from './pki.ts';

const domain = 'ep-bp1i06bad79eb60c60cc.epsrv-bp1gqb8g1b8d7uactdab.cn-hangzhou.privatelink.aliyuncs.com';

describe('an authority', () => {
  it('when it issues for a server, the certificate has exactly the names asked for, and its chain holds', async () => {
    const authority = await createAuthority('cluster c1', systemClock());
    const issued = await authority.issue({
      commonName: 'kube-apiserver',
      names: ['kubernetes.default.svc', '10.0.0.10', 'spiffe://cluster/api', domain],
      usage: 'server',
    });
    const leaf = new X509Certificate(issued.cert);
    const ca = new X509Certificate(issued.ca);
    expect(leaf.subjectAltName).toBe(
      `DNS:kubernetes.default.svc, IP Address:10.0.0.10, URI:spiffe://cluster/api, DNS:${domain}`,
    );
    expect([leaf.verify(ca.publicKey), leaf.checkIssued(ca), ca.ca, leaf.ca]).toEqual([true, true, true, false]);
    expect([leaf.checkHost(domain), leaf.checkIP('10.0.0.10'), leaf.checkHost('kubernetes')]).toEqual([
      domain,
      '10.0.0.10',
      undefined,
    ]);
    expect(issued.key).toContain('-----BEGIN EC PRIVATE KEY-----');
  });

  it('when it issues for a client, the subject has the user and its groups', async () => {
    const authority = await createAuthority('cluster c1', systemClock());
    const issued = await authority.issue({ commonName: 'admin', organizations: ['system:masters'], usage: 'client' });
    const leaf = new X509Certificate(issued.cert);
    expect(leaf.subject).toBe('O=system:masters\nCN=admin');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('when the common name is too long for a certificate, it says so', async () => {
    const authority = await createAuthority('mesh m1', systemClock());
    await expect(authority.issue({ commonName: domain, usage: 'server' })).rejects.toThrow(/more than 64 characters/);
  });

  it('when time is virtual, it stands still meanwhile', async () => {
    const clock = new VirtualClock();
    let expired = false;
    clock.schedule(1, () => {
      expired = true;
    });
    const made = createAuthority('cluster c1', clock).then(() => expired);
    await clock.run(made);
    expect(await made).toBe(false);
  });
});
