import type { ASMPvlConfig, ASMPvlConfigStatus } from '@asm-privatelink/api';
import {
  certificateWrites,
  type LinkPlan,
  type Plan,
  type Step,
  type StepResult,
  writeActions,
} from '@asm-privatelink/link';
import { describe, expect, it } from 'vitest';
import { planMetrics, repairOf } from './plan-metrics.ts';

function setUp() {
  const told: string[] = [];
  let now = 1_000_000;
  const tell = planMetrics(
    {
      certificates: (states) => told.push(...states.map((state) => `certificate ${state}`)),
      cloudRead: (at) => told.push(`read at ${at}`),
      ready: (stage, seconds) => told.push(`${stage} after ${seconds}`),
      repaired: (kind) => told.push(`repaired ${kind}`),
    },
    () => now,
  );
  const later = (ms: number) => (now += ms);
  const take = () => told.splice(0).filter((line) => !line.startsWith('read'));
  return { tell, told, later, take };
}

const object = (status?: ASMPvlConfigStatus, generation = 1): ASMPvlConfig => ({
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  metadata: { name: 'default', uid: 'u', generation },
  spec: { ackVpcEndpoint: [], asmVpcEndpoint: { vSwitches: [] } },
  ...(status && { status }),
});

/** Only what is read of a plan and its results. */
const plan = (links: object[] = [], nodes: object[] = [{}]): Plan => ({
  nodes: nodes as Plan['nodes'],
  links: links as LinkPlan[],
  certificates: [],
  problems: [],
  finished: false,
});
function done(action: string, more: object = {}, answer: Record<string, unknown> = {}): StepResult {
  return { step: { action, ...more } as Step, outcome: { ok: true, answer } };
}
const made = (vanished = false) =>
  done('CreateVpcEndpoint', { creates: { idField: 'EndpointId', vanished } }, { EndpointId: 'ep-1' });

describe('time to ready', () => {
  it('counts each stage of what was made, once', () => {
    const { tell, later, take } = setUp();
    tell(plan(), [made()], object());
    later(12_000);
    const [connecting, connected] = ['Connecting', 'Connected'].map((connection) =>
      plan([{ endpoint: { id: 'ep-1', status: 'Active', connection } }]),
    );
    if (connecting === undefined || connected === undefined) throw new Error('no plan');
    tell(connecting, [], object());
    expect(take()).toEqual(['endpoint after 12']);
    later(5_000);
    tell(connected, [], object());
    tell(connected, [], object());
    expect(take()).toEqual(['connection after 17']);
  });

  it('says nothing of what was there before', () => {
    const { tell, take } = setUp();
    tell(plan([{ service: { id: 'epsrv-1', status: 'Active' } }]), [], object());
    expect(take()).toEqual([]);
  });
});

describe('repairs of drift', () => {
  it('are writes after the wish was fulfilled, until the wish changes', () => {
    const { tell, take } = setUp();
    tell(plan([], [{}]), [done('EnableVpcEndpointConnection')], object());
    expect(take()).toEqual([]);
    tell(plan([], []), [], object());
    tell(plan(), [done('EnableVpcEndpointConnection')], object());
    expect(take()).toEqual(['repaired connection']);
    tell(plan(), [done('AddZoneToVpcEndpoint')], object(undefined, 2));
    expect(take()).toEqual([]);
  });

  it('after a start are told by the status', () => {
    const { tell, take } = setUp();
    tell(plan(), [done('RevokeSecurityGroup')], object({ status: 'Available', observedGeneration: 1 }));
    expect(take()).toEqual(['repaired rules']);
  });

  it('always are what vanished and is made anew', () => {
    const { tell, take } = setUp();
    tell(plan(), [made(true)], object());
    expect(take()).toEqual(['repaired endpoint']);
  });

  it('have a kind for every write there is', () => {
    const all = [...writeActions, ...certificateWrites];
    for (const action of all) expect(repairOf({ action } as Step)).toMatch(/^[a-z-]+$/);
  });
});
