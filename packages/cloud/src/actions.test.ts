import { describe, expect, it } from 'vitest';
import { actionNames, actions, ramActions } from './actions.ts';

describe('actions', () => {
  it('when a write is to PrivateLink, the lock table is the union of what the references list', () => {
    const locked = actionNames().flatMap((name) => (actions[name].locks ?? []).map(({ scope }) => `${scope} ${name}`));
    // product-behaviour C.9 and alibaba-cloud-api §2.3
    expect(locked.sort()).toEqual([
      'account DeleteVpcEndpointService',
      'account DisableVpcEndpointConnection',
      'account EnableVpcEndpointConnection',
      'account UpdateVpcEndpointServiceAttribute',
      'endpoint AddZoneToVpcEndpoint',
      'endpoint AttachSecurityGroupToVpcEndpoint',
      'endpoint DetachSecurityGroupFromVpcEndpoint',
      'endpoint EnableVpcEndpointZoneConnection',
      'endpoint RemoveZoneFromVpcEndpoint',
      'service AttachResourceToVpcEndpointService',
      'service DetachResourceFromVpcEndpointService',
    ]);
  });

  it('when it is PrivateLink, every action has a rate', () => {
    const without = actionNames().filter((name) => actions[name].product === 'privatelink' && !actions[name].rate);
    expect(without).toEqual([]);
  });

  it('the RAM actions are one each, product and action', () => {
    const names = ramActions(actionNames());
    expect(names).toHaveLength(new Set(names).size);
    expect(names).toEqual(
      actionNames()
        .map((name) => `${actions[name].product}:${name}`)
        .sort(),
    );
  });

  it('49 actions: exactly what the project calls (test/actions.test.ts)', () => {
    expect(actionNames()).toHaveLength(49);
  });

  it('a path names the fields that go into it', () => {
    const paths = actionNames()
      .filter((name) => actions[name].style === 'ROA')
      .map((name) => `${actions[name].method} ${actions[name].pathname}`);
    expect(paths).toEqual([
      'GET /clusters/{ClusterId}',
      'GET /clusters/{ClusterId}/resources',
      'PUT /api/v2/clusters/{ClusterId}',
      'GET /tasks/{taskId}',
      'GET /k8s/{ClusterId}/user_config',
    ]);
  });
});
