import type { ASMPvlConfig, ASMPvlConfigStatus } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { kstatusOf, waitedFor } from './readers.ts';

const condition = (type: string, status: 'True' | 'False' | 'Unknown', observedGeneration = 2) => ({
  type,
  status,
  reason: 'R',
  message: '',
  lastTransitionTime: '2026-01-01T00:00:00Z',
  observedGeneration,
});
function object(status: ASMPvlConfigStatus | undefined, deletionTimestamp?: string): ASMPvlConfig {
  return {
    apiVersion: 'istio.alibabacloud.com/v1beta1',
    kind: 'ASMPvlConfig',
    metadata: { name: 'default', generation: 2, ...(deletionTimestamp !== undefined && { deletionTimestamp }) },
    spec: { ackVpcEndpoint: [], asmVpcEndpoint: { vSwitches: [] } },
    ...(status && { status }),
  };
}
const ready = { observedGeneration: 2, conditions: [condition('Ready', 'True')] };

describe('tools that know nothing of us', () => {
  it.each([
    ['nothing said yet', undefined, 'Current', false],
    ['ready', ready, 'Current', true],
    ['ready, of an older generation', { ...ready, observedGeneration: 1 }, 'InProgress', true],
    ['a condition of an older generation', { conditions: [condition('Ready', 'True', 1)] }, 'Current', false],
    [
      'ready and at work',
      { ...ready, conditions: [condition('Ready', 'True'), condition('Reconciling', 'True')] },
      'InProgress',
      true,
    ],
    ['stalled', { conditions: [condition('Ready', 'False'), condition('Stalled', 'True')] }, 'Failed', false],
    ['not ready', { conditions: [condition('Ready', 'False')] }, 'InProgress', false],
    ['unknown', { conditions: [condition('Ready', 'Unknown')] }, 'InProgress', false],
  ] as const)('read %s', (_what, status, kstatus, waited) => {
    const read = object(status && { ...status, conditions: [...status.conditions] });
    expect([kstatusOf(read), waitedFor(read)]).toEqual([kstatus, waited]);
  });

  it('read an object on its way out as such, whatever it says', () => {
    expect(kstatusOf(object({ ...ready, conditions: [...ready.conditions] }, '2026-01-01T00:00:00Z'))).toBe(
      'Terminating',
    );
  });
});
