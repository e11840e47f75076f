import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createWorld, setMemberState } from '../world.ts';
import { runNetwork } from './run.ts';
import { until } from './testing.ts';

describe('the network of a world', () => {
  it('when the world changes, the network follows, and what the mesh sees is written back', async () => {
    const at = Date.UTC(2026, 0, 1);
    const world = createWorld('cn-hangzhou');
    const common = { regionId: 'cn-hangzhou', accountId: '1', name: '', createdAt: at, updatedAt: at, tags: new Map() };
    const running = await runNetwork({ world, clock: systemClock() });
    const member = { clusterId: 'c1', state: 'starting' as const, message: '', joinedAt: at, updatedAt: at };
    world.meshes.set('m1', {
      ...common,
      id: 'm1',
      vpcId: 'vpc-ack',
      vSwitchIds: [],
      securityGroupId: 'sg-1',
      profile: 'Default',
      spec: 'standard',
      version: '1',
      state: 'running',
      pilotBalancerId: undefined,
      apiServerBalancerId: undefined,
      members: new Map([['c1', { ...member }]]),
    });
    world.touch('mesh', 'm1');
    const seen = () => world.meshes.get('m1')?.members.get('c1');
    await until(() => seen()?.message === 'cluster c1 has no API server that could be dialled');
    setMemberState(world, 'm1', 'c1', 'running', '', at);
    expect(seen()?.state).toBe('running');

    const backends = [{ kind: 'cluster' as const, clusterId: 'c1', port: 6443 }];
    world.balancers.set('lb-1', {
      ...common,
      kind: 'clb',
      id: 'lb-1',
      vpcId: 'vpc-ack',
      internal: true,
      vSwitchId: 'vsw-1',
      address: '10.0.0.10',
      networkType: 'vpc',
      masterZoneId: 'i',
      payType: 'PayOnDemand',
      status: 'active',
      listeners: new Map([[6443, { id: '', port: 6443, protocol: 'tcp', running: true, description: '', backends }]]),
    });
    world.clusters.set('c1', {
      ...common,
      id: 'c1',
      vpcId: 'vpc-ack',
      vSwitchIds: [],
      securityGroupId: 'sg-2',
      type: 'ManagedKubernetes',
      profile: 'Default',
      spec: '',
      version: '1.33',
      state: 'running',
      apiServerBalancerId: 'lb-1',
      apiServerPort: 6443,
      showsEndpointsConfig: true,
      publicAddress: undefined,
      ingressBalancerId: undefined,
      serviceCidr: '',
      podCidr: '',
      customSans: [],
      sans: ['10.0.0.10'],
      certificateEpoch: 1,
      restartingUntil: 0,
    });
    world.touch('cluster', 'c1');
    await running.settle();
    expect(running.network.locate({ vpcId: 'vpc-ack', ip: '10.0.0.10', port: 6443 })).toBeDefined();
    await until(() => seen()?.state === 'running' && seen()?.message === '');
    expect(running.agents.kubeconfig('c1')).toContain('tls-server-name: 10.0.0.10');

    await running.close();
    world.touch('cluster', 'c1');
    expect(running.network.locate({ vpcId: 'vpc-ack', ip: '10.0.0.10', port: 6443 })).toBeUndefined();
  });
});
