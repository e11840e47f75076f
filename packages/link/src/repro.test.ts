import { expect, it } from 'vitest';
import { planned, said } from './testing/plan-text.ts';
import { builtWorld, change, endpoint, observing, service, wishing } from './testing/world.ts';

const lost = {
  ok: false as const,
  problem: { reason: 'ClusterNotFound' as const, severity: 'person' as const, message: 'x' },
};

import { decide } from './decide.ts';
import { report } from './report.ts';

it('x', () => {
  const w0 = builtWorld();
  const w = observing(w0, { clusters: new Map([['c1', lost]]) });
  console.log(
    planned(w),
    said(w),
    JSON.stringify(report(w.object, w.wish, w.observation, decide(w.wish, w.observation)), null, 1),
  );
});
