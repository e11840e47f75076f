/** `asmpvl verify` and `asmpvl topology` on a mesh of three clusters, all in this process. */

import { topologySchema } from '@asm-privatelink/console';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';
import type { VerifyData } from '../verify/schema.ts';
import { verifySchema } from '../verify/schema.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld('examples/scenarios/three-clusters.yaml');
  await world.connect();
}, 60_000);

afterAll(() => world.close());

const verify = async (...words: string[]) => {
  const { code, out } = await world.asmpvl(['verify', '-o', 'json', '--tries', '3', ...words]);
  const data = JSON.parse(out) as VerifyData;
  expect(verifySchema.strict().parse(data)).toEqual(data);
  return { code, ...data };
};
const verdicts = ({ links }: VerifyData) => links.map(({ channel, verdict }) => `${channel} ${verdict}`);

describe('asmpvl verify', { timeout: 60_000 }, () => {
  it('before the names are there proves Pilot’s channels, and says in the words of the mesh why TLS refuses the others', async () => {
    const found = await verify();
    expect(found.code).toBe(3);
    expect(verdicts(found)).toEqual([
      ...Array.from({ length: 3 }, () => 'api-server broken'),
      ...Array.from({ length: 3 }, () => 'pilot proven'),
    ]);
    expect(found.links[0]?.message).toMatch(
      /^tls: failed to verify certificate: x509: certificate is valid for .*, not ep-/,
    );
  });

  it('afterwards proves all, against the authority of each cluster, with times', async () => {
    expect(await world.asmpvl(['san', 'add', '--yes'])).toMatchObject({ code: 0 });
    const found = await verify();
    expect(found).toMatchObject({ code: 0, proven: 6, broken: 0, untried: 0 });
    expect(found.members?.map(({ state }) => state)).toEqual(['Running', 'Running', 'Running']);
    expect(found.links[0]).toMatchObject({ trusted: true, message: expect.stringMatching(/^GET \/version: v1\./) });
    for (const { latency } of found.links) {
      expect(latency).toMatchObject({ tries: 3, failed: 0 });
      expect(latency?.totalMs.p99).toBeGreaterThanOrEqual(latency?.totalMs.p50 ?? Number.POSITIVE_INFINITY);
    }
    const { out } = await world.asmpvl(['verify', '--tries', '1']);
    expect(out).toMatch(/✓ API server of \S+ from vpc-bp1control0000000000: GET \/version: v1\./);
    expect(out).toMatch(/p50 [\d.]+ ms, p99 [\d.]+ ms of 1 tries \(p50: TCP [\d.]+, TLS [\d.]+, answer [\d.]+\)/);
  });
});

it('asmpvl topology draws what is there', async () => {
  const [drawn, data] = await Promise.all([world.asmpvl(['topology']), world.asmpvl(['topology', '-o', 'json'])]);
  expect(drawn).toMatchObject({ code: 0, out: expect.stringContaining('ACK VPC vpc-bp1bank0000000000000') });
  expect(topologySchema.strict().parse(JSON.parse(data.out))).toMatchObject({
    vpcId: 'vpc-bp1control0000000000',
    clusters: [{ name: 'shop', apiServer: { health: 'good' }, pilot: { health: 'good' } }, {}, {}],
  });
});
