import { expect, it } from 'vitest';
import { planned, said } from './testing/plan-text.ts';
import { builtWorld, deleting, freshWorld } from './testing/world.ts';

it('x', () => {
  console.log(planned(freshWorld()).join('\n'), said(freshWorld()));
  console.log(planned(builtWorld({ clusters: 2 })).join('\n'), said(builtWorld()));
  console.log(planned(deleting(builtWorld({ clusters: 2 }))).join('\n'));
  expect(1).toBe(1);
});
