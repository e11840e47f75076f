import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock.ts';
import { Cluster, plainBackend } from './cluster.ts';
import { type MemberSight, MemberWatch, meshTiming } from './mesh.ts';
import { createNetwork, type Network } from './network.ts';
import type { Path } from './paths.ts';
import { balancer, domain, endpoint, linked } from './testing.ts';

describe('the watch over a member, on a virtual clock', () => {
  let clock: VirtualClock;
  let network: Network;
  let cluster: Cluster;
  let watch: MemberWatch;
  let sights: (MemberSight & { at: number })[];
  const path: Path = { ok: true, fromVpc: 'vpc-asm', host: domain, port: 6443 };
  const view = linked({
    balancers: [
      balancer({ listeners: [{ port: 6443, running: true, backends: [{ target: 'cluster/c1', port: 6443 }] }] }),
    ],
  });
  const served = {
    id: 'c1',
    vpcId: 'vpc-ack',
    names: [domain],
    certificateEpoch: 1,
    serving: true,
    balancerId: 'lb-1',
    port: 6443,
    servesAt: 6443,
  };

  beforeEach(async () => {
    clock = new VirtualClock(0);
    network = createNetwork({ clock });
    sights = [];
    cluster = await Cluster.create('c1', network, clock, plainBackend);
    await cluster.update(served);
    await network.apply(view);
    watch = new MemberWatch(network, clock, (sight) => sights.push({ ...sight, at: clock.now() }));
  });
  afterEach(async () => {
    watch.close();
    await cluster.close();
    await network.close();
  });

  it('when nothing changes that it is told of, it notices breakage and repair by looking again', async () => {
    watch.update({ path, ca: cluster.ca, serves: '' });
    await clock.run(() => sights.length === 1);
    expect(sights[0]).toEqual({ state: 'running', message: '', at: 0 });
    await cluster.update({ ...served, serving: false });
    await clock.run(() => sights.length === 2);
    expect(sights[1]).toMatchObject({ state: 'starting', at: meshTiming.runningMs });
    await cluster.update(served);
    await clock.run(() => sights.length === 3);
    expect(sights[2]).toMatchObject({ state: 'running', at: meshTiming.runningMs + meshTiming.startingMs });
  });

  it('when packets vanish, the look takes its time; when the facts change meanwhile, it starts anew at once', async () => {
    await network.apply({ ...view, endpoints: [endpoint({ allows: () => false })] });
    watch.update({ path, ca: cluster.ca, serves: '' });
    await clock.run(() => sights.length === 1);
    expect(sights[0]).toMatchObject({
      state: 'starting',
      message: `${domain}:6443 from vpc-asm: no security group of endpoint ep-1 lets TCP 6443 in (ETIMEDOUT)`,
      at: meshTiming.timeoutMs,
    });
    await clock.advance(meshTiming.startingMs + 1);
    await network.apply(view);
    watch.update({ path, ca: cluster.ca, serves: 'changed' });
    await clock.run(() => sights.length === 2);
    expect(sights[1]).toMatchObject({ state: 'running', at: meshTiming.timeoutMs + meshTiming.startingMs + 1 });
  });
});
