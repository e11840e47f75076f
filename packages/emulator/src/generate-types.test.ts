import { describe, expect, it } from 'vitest';
import { actionTypes } from './generate-types.ts';
import { loadReference } from './reference.ts';

describe('actionTypes', () => {
  it('is what generated/actions.ts holds', async () => {
    await expect(actionTypes(loadReference())).toMatchFileSnapshot('generated/actions.ts');
  });
});
