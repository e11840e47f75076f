/** `asmpvl init` on emulated clouds in this process; what it writes passes `asmpvl check`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
afterEach(() => world.close());

async function open(scenario?: string): Promise<void> {
  world = await openWorld(scenario);
}

async function openText(text: string): Promise<void> {
  const file = path.join(process.env['HOME'] ?? '', 'init.scenario.yaml');
  writeFileSync(file, text);
  await open(file);
}

/** What the emulator has made up. */
const plainIds = (text: string) =>
  text
    .replace(/\blb-\w+/g, 'LB')
    .replace(/\bc[0-9a-f]{32}\b/g, 'MESH')
    .replace(/\bvpc-(?!bp1shop\b)\w+/g, 'VPC');

describe('asmpvl init', { timeout: 60_000 }, () => {
  it('writes the config of the guide, with reasons; never overwrites it; and it passes check', async () => {
    await open();
    const file = path.join(world.folder, 'config.yaml');
    const { code, out, err } = await world.asmpvl(['init', '--file', file]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err.replaceAll(file, 'FILE')).toMatchInlineSnapshot(`
      "Wrote FILE: mesh c08c1e5a7d2b94f6380e1c7d5a9b2f4e6, 1 cluster.
      Next: asmpvl check FILE
      "
    `);
    expect(readFileSync(file, 'utf8')).toMatchInlineSnapshot(`
      "# Connects mesh c08c1e5a7d2b94f6380e1c7d5a9b2f4e6 (cn-hangzhou, vpc-bp1asm00000000000guide) with its clusters in other VPCs, both ways, over PrivateLink.
      # An endpoint can only stand in a zone that the load balancer on the other side serves: so the zones below.
      apiVersion: istio.alibabacloud.com/v1beta1
      kind: ASMPvlConfig
      metadata:
        name: default
      spec:
        # Where the sidecars of each cluster reach Pilot: vSwitches of the cluster’s own VPC.
        ackVpcEndpoint:
          # guide, in vpc-bp1ack00000000000guide
          - clusterId: cab9ace222210457a83f09fcd42e9f1d7
            vSwitches:
              # cn-hangzhou-j is served by lb-bp1pilot0000000000gd, in front of Pilot of c08c1e5a7d2b94f6380e1c7d5a9b2f4e6; 252 addresses are free
              - vSwitchId: vsw-bp1jsgsanpvxpj32yai50
                zoneId: cn-hangzhou-j
        # Where the mesh reaches the API servers of all clusters: vSwitches of vpc-bp1asm00000000000guide, one list for all.
        asmVpcEndpoint:
          vSwitches:
            # cn-hangzhou-i is served by lb-bp1apiserver000000gd, in front of the API server of guide; 251 addresses are free
            - vSwitchId: vsw-bp1l5hini55sstnwd2skf
              zoneId: cn-hangzhou-i
      "
    `);
    expect(await world.asmpvl(['check', file])).toMatchObject({ code: 0 });
    expect(await world.asmpvl(['init', '--file', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('[FileExists]'),
    });
    expect(await world.asmpvl(['init', '--file', file, '--force'])).toMatchObject({ code: 0 });
  });

  it('connects three clusters with as few vSwitches as will do, and passes check without a warning', async () => {
    await open('examples/scenarios/three-clusters.yaml');
    const file = path.join(world.folder, 'config.yaml');
    const { code, out } = await world.asmpvl(['init', '--file', file, '-o', 'json']);
    expect(code).toBe(0);
    const { clusters, asm } = JSON.parse(out) as {
      clusters: { entries: { zoneId: string }[] }[];
      asm: { zoneId: string }[];
    };
    const zones = (entries: { zoneId: string }[]) => entries.map(({ zoneId }) => zoneId.slice(-1)).join('');
    expect([...clusters.map(({ entries }) => zones(entries)), zones(asm)]).toEqual(['j', 'j', 'j', 'ij']);
    expect(await world.asmpvl(['check', file])).toMatchObject({
      code: 0,
      out: expect.not.stringContaining('to look at'),
    });
  });

  it('says which zone needs a vSwitch and how to make one, and leaves out what cannot be connected', async () => {
    await openText(`
mesh: { vpc: control, pilot: { zones: [k] } }
vpcs:
  - { name: control, vSwitches: [{ zone: i }] }
  - { name: shop, id: vpc-bp1shop, vSwitches: [{ zone: j, cidr: 192.168.0.0/24 }] }
clusters:
  - { name: shop, vpc: shop, zone: i }
  - { name: inside, id: cinside, vpc: control, zone: i }
`);
    const { code, out, err } = await world.asmpvl(['init', '--file', '-']);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(plainIds(err)).toMatchInlineSnapshot(`
      "Nothing was written: no cluster can be connected as it is.

      Left out: cinside. Cluster cinside is in VPC, the mesh's own VPC: it reaches Pilot without PrivateLink. Take it out of the list.

      No vSwitch of vpc-bp1shop with a free address lies in cn-hangzhou-k, which LB, in front of Pilot of MESH, serves.
      Make one in cn-hangzhou-k, then run this again. With the aliyun CLI:

        aliyun vpc CreateVSwitch --RegionId cn-hangzhou --VpcId vpc-bp1shop \\
          --ZoneId cn-hangzhou-k --CidrBlock 192.168.2.0/28 --VSwitchName privatelink-k

      or with Terraform:

        resource "alicloud_vswitch" "privatelink_k" {
          vpc_id       = "vpc-bp1shop"
          zone_id      = "cn-hangzhou-k"
          cidr_block   = "192.168.2.0/28"
          vswitch_name = "privatelink-k"
        }
      "
    `);
  });

  it('asks which vSwitch, where several lie in a zone, and nothing else', async () => {
    await openText(`
mesh: { name: retail, vpc: control, pilot: { zones: [j] } }
vpcs:
  - { name: control, vSwitches: [{ zone: i }] }
  - { name: shop, vSwitches: [{ id: vsw-bp1few, zone: j, free: 5 }, { id: vsw-bp1many, zone: j, free: 50 }] }
clusters:
  - { name: shop, vpc: shop, zone: i }
`);
    const asked = await world.asmpvl(['init', '--file', '-'], { typed: ['9', '2'] });
    expect(plainIds(asked.err)).toMatchInlineSnapshot(`
      "Which vSwitch of VPC in cn-hangzhou-j?
        1. vsw-bp1many, 50 addresses free
        2. vsw-bp1few, 5 addresses free
      Type a number from 1 to 2, or nothing for 1:
      Type a number from 1 to 2, or nothing for 1:
      "
    `);
    expect(asked.out).toContain('vSwitchId: vsw-bp1few');
    expect((await world.asmpvl(['init', '--file', '-', '--yes'], { typed: ['2'] })).out).toContain('vsw-bp1many');
    expect(existsSync('asmpvlconfig.yaml')).toBe(false);
  });
});
