import { describe, expect, it } from 'vitest';
import { clientToken } from './token.ts';

describe('a client token', () => {
  const request = { VpcId: 'vpc-1', ServiceId: 'epsrv-1' };
  const token = clientToken('CreateVpcEndpoint', request, undefined);

  it('is 64 ASCII characters, the longest that the cloud takes', () => {
    expect(token).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same for the same create, in another process too', () => {
    expect(clientToken('CreateVpcEndpoint', { ServiceId: 'epsrv-1', VpcId: 'vpc-1' }, undefined)).toBe(token);
    expect(token).toBe('12865b17141c8b9129907945b9b1ea6827033de6f13de9cf6a53683873e2576a');
  });

  it.each([
    ['another action', clientToken('CreateVpcEndpointService', request, undefined)],
    ['another request', clientToken('CreateVpcEndpoint', { ...request, VpcId: 'vpc-2' }, undefined)],
    ['a successor', clientToken('CreateVpcEndpoint', request, 'ep-1')],
    ['the successor of another one', clientToken('CreateVpcEndpoint', request, 'ep-2')],
  ])('differs for %s', (_what, other) => {
    expect(other).not.toBe(token);
  });
});
