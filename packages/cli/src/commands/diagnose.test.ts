/** `asmpvl diagnose` on the world of the guide, all in this process: what it says, and that its advice, given back to the command line, mends it. */

import { diagnosisSchema } from '@asm-privatelink/console';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.connect();
}, 60_000);

afterAll(() => world.close());

const diagnose = async (...words: string[]) => {
  const { out, ...rest } = await world.asmpvl(['diagnose', ...words]);
  return { ...rest, out: normalised(out) };
};

function normalised(text: string): string {
  return text
    .replace(/\bepsrv-bp1\w+/g, 'EPSRV')
    .replace(/\bep-bp1\w+/g, 'EP')
    .replace(/\bsg-bp1\w+/g, 'SG')
    .replace(/version: v\S+/, 'version: VERSION;');
}

describe('asmpvl diagnose', { timeout: 60_000 }, () => {
  it('stops at the first break, and says what is wrong, what was seen and what mends it', async () => {
    expect(await diagnose()).toMatchInlineSnapshot(`
      {
        "code": 3,
        "err": "",
        "out": "✗ Something is wrong · mesh c08c1e5a…f4e6 · 1 of 2 channels without a break

      API server of cab9ace222210457a83f09fcd42e9f1d7
        ✓ object  ✓ cloud objects  ✓ zones  ✓ connection  ✓ security group  ✓ dns  ✓ tcp  ✗ tls  · answer
        ✗ tls: CertificateNameMissing
          what      the API server's certificate does not bear the endpoint's name, so the mesh refuses it
          on        cab9ace222210457a83f09fcd42e9f1d7
          seen      x509: valid for kubernetes, kubernetes.default, kubernetes.default.svc,
                    kubernetes.default.svc.cluster.local,
                    apiserver.cab9ace222210457a83f09fcd42e9f1d7.cn-hangzhou.cs.aliyuncs.com, 172.21.0.1,
                    192.168.0.1, not for
                    EP.EPSRV.cn-hangzhou.privatelink.aliyuncs.com
          now       Add the domain name to the custom SANs of the cluster; its API server restarts. Append
                    it: a list that replaces the old one drops the names of others.
                    $ asmpvl san add --cluster cab9ace222210457a83f09fcd42e9f1d7

      Pilot, for cab9ace222210457a83f09fcd42e9f1d7
        ✓ object  ✓ cloud objects  ✓ zones  ✓ connection  ✓ security group  ✓ dns  ✓ tcp  ✓ tls  ✓ answer
      ",
      }
    `);
  });

  it('writes what its schema says', async () => {
    const { code, out } = await diagnose('-o', 'json');
    expect(code).toBe(3);
    const data = diagnosisSchema.parse(JSON.parse(out));
    expect(data.channels.map((channel) => [channel.channel, channel.verdict, channel.break])).toEqual([
      ['api-server', 'broken', 'tls'],
      ['pilot', 'ok', null],
    ]);
  });

  it('gives advice that the command line takes, and sees green then', async () => {
    const { out } = await diagnose('-o', 'json');
    const [command] = diagnosisSchema
      .parse(JSON.parse(out))
      .channels.flatMap(({ checks }) => checks.flatMap((each) => each.command ?? []));
    const [program, ...words] = command?.split(' ') ?? [];
    expect(program).toBe('asmpvl');
    expect((await world.asmpvl([...words, '--yes'])).code).toBe(0);
    const [cluster] = world.facts.clusters;
    expect(await diagnose(cluster?.id ?? '', '--output', 'wide')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "✓ Nothing is wrong · mesh c08c1e5a…f4e6 · 2 of 2 channels without a break
        ✓ object: it is Available, says asm-privatelink

      API server of cab9ace222210457a83f09fcd42e9f1d7
        ✓ object  ✓ cloud objects  ✓ zones  ✓ connection  ✓ security group  ✓ dns  ✓ tcp  ✓ tls  ✓ answer
        ✓ object: guide is running in vpc-bp1ack00000000000guide, a member of mesh
          c08c1e5a7d2b94f6380e1c7d5a9b2f4e6
        ✓ cloud objects: service and endpoint are Active
        ✓ zones: cn-hangzhou-i; served: cn-hangzhou-i
        ✓ connection: Connected
        ✓ security group: lets TCP 6443 in from 192.168.0.0/16
        ✓ dns: 192.168.0.2
        ✓ tcp: TCP 6443 connects from vpc-bp1asm00000000000guide
        ✓ tls: the certificate bears the name, trusted, from vpc-bp1asm00000000000guide
        ✓ answer: GET /version: VERSION; the mesh shows the cluster running

      Pilot, for cab9ace222210457a83f09fcd42e9f1d7
        ✓ object  ✓ cloud objects  ✓ zones  ✓ connection  ✓ security group  ✓ dns  ✓ tcp  ✓ tls  ✓ answer
        ✓ object: guide is running in vpc-bp1ack00000000000guide, a member of mesh
          c08c1e5a7d2b94f6380e1c7d5a9b2f4e6
        ✓ cloud objects: service and endpoint are Active
        ✓ zones: cn-hangzhou-j; served: cn-hangzhou-j
        ✓ connection: Connected
        ✓ security group: lets TCP 15011, 15012, 15017 in from 192.168.0.0/16
        ✓ dns: 192.168.1.1
        ✓ tcp: TCP 15012, 15011, 15017 connects from vpc-bp1ack00000000000guide
        ✓ tls: the certificate bears istiod's own name; its authority was not judged, from
          vpc-bp1ack00000000000guide
        ✓ answer: xDS answers the first request of a sidecar
      ",
      }
    `);
  });

  it('names no cluster that the object does not', async () => {
    const { code, err } = await diagnose('c404');
    expect(code).toBe(2);
    expect(err).toContain('[ClusterUnknown]');
  });
});
