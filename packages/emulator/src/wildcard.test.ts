import { describe, expect, it } from 'vitest';
import { actionPattern } from './wildcard.ts';

describe('actionPattern', () => {
  it('takes an action, a product with an action, and patterns', () => {
    expect(actionPattern('createvpcendpoint')('privatelink', 'CreateVpcEndpoint')).toBe(true);
    expect(actionPattern('ecs:*')('vpc', 'DescribeVpcs')).toBe(false);
    expect(actionPattern('*')('vpc', 'DescribeVpcs')).toBe(true);
    expect(actionPattern('vpc:Describe.*')('vpc', 'DescribeVpcs')).toBe(false);
  });
});
