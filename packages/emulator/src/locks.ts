/**
 * What the vendor forbids to do at the same time (product-behaviour C.9 and alibaba-cloud-api §2.3, the union of both): per main account,
 * per service, per endpoint. A breach is refused with `ConcurrentCallNotSupported`.
 */

export type LockScope = 'account' | 'service' | 'endpoint';

/** Which lock each action takes. Creating, and calls without an entry, take none. */
export const lockScopes: Readonly<Record<string, LockScope>> = {
  'privatelink.UpdateVpcEndpointServiceAttribute': 'account',
  'privatelink.DeleteVpcEndpointService': 'account',
  'privatelink.EnableVpcEndpointConnection': 'account',
  'privatelink.DisableVpcEndpointConnection': 'account',
  'privatelink.UpdateVpcEndpointConnectionAttribute': 'account',
  'privatelink.AddUserToVpcEndpointService': 'account',
  'privatelink.UpdateVpcEndpointAttribute': 'account',
  'privatelink.AttachResourceToVpcEndpointService': 'service',
  'privatelink.DetachResourceFromVpcEndpointService': 'service',
  'privatelink.UpdateVpcEndpointServiceResourceAttribute': 'service',
  'privatelink.RemoveUserFromVpcEndpointService': 'service',
  'privatelink.AddZoneToVpcEndpoint': 'endpoint',
  'privatelink.RemoveZoneFromVpcEndpoint': 'endpoint',
  'privatelink.EnableVpcEndpointZoneConnection': 'endpoint',
  'privatelink.DisableVpcEndpointZoneConnection': 'endpoint',
  'privatelink.UpdateVpcEndpointZoneConnectionResourceAttribute': 'endpoint',
  'privatelink.AttachSecurityGroupToVpcEndpoint': 'endpoint',
  'privatelink.DetachSecurityGroupFromVpcEndpoint': 'endpoint',
};

/** A lock that a call holds, and that the transitions it starts may hold longer. */
export interface Hold {
  /** One more holder; the returned function ends it. When the last has ended, the lock is free. */
  share(): () => void;
}

export class Locks {
  readonly #held = new Set<string>();

  /** Takes the lock for the caller, or answers undefined when it is held. */
  take(key: string): Hold | undefined {
    if (this.#held.has(key)) return undefined;
    this.#held.add(key);
    let holders = 0;
    return {
      share: () => {
        holders++;
        let ended = false;
        return () => {
          if (ended) return;
          ended = true;
          holders--;
          if (holders === 0) this.#held.delete(key);
        };
      },
    };
  }
}
