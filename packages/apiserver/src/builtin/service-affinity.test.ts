import { describe, expect, it } from 'vitest';
import { affinityCauses, affinityOf } from './service-affinity.ts';

describe('affinityOf', () => {
  it.each([
    [{}, { sessionAffinity: 'None' }],
    [
      { sessionAffinity: 'ClientIP' },
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
    ],
    [
      { sessionAffinity: 'None', sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } },
      { sessionAffinity: 'None' },
    ],
  ])('of %j is %j', (spec, completed) => {
    expect(affinityOf(spec)).toEqual(completed);
    expect(affinityCauses(affinityOf(spec))).toEqual([]);
  });
});

describe('affinityCauses', () => {
  it.each([
    ['X', 5, 'spec.sessionAffinity'],
    ['ClientIP', 0, 'spec.sessionAffinityConfig.clientIP.timeoutSeconds'],
    ['ClientIP', 86_401, 'spec.sessionAffinityConfig.clientIP.timeoutSeconds'],
  ])('of %s for %i seconds are about %s', (sessionAffinity, timeoutSeconds, field) => {
    const spec = { sessionAffinity, sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
    expect(affinityCauses(spec)).toMatchObject([{ field }]);
  });
});
