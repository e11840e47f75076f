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

/** A lock that a call holds, and that the changes it starts may hold longer. */
export interface Hold {
  readonly key: string;
  /** One more holder; the returned function ends it. When the last has ended, the lock is free. */
  share(): () => void;
}

export class Locks {
  readonly #held = new Map<string, Hold>();

  /** Takes the lock for the caller, or answers undefined when it is held. */
  take(key: string): Hold | undefined {
    return this.#held.has(key) ? undefined : this.#hold(key);
  }

  /** The lock as it is held now, or as taken by this: for a change that had it before it was saved. */
  takeBack(key: string): Hold {
    return this.#held.get(key) ?? this.#hold(key);
  }

  /** Frees every lock; those who hold one still find it gone. */
  clear(): void {
    this.#held.clear();
  }

  #hold(key: string): Hold {
    let holders = 0;
    const hold: Hold = {
      key,
      share: () => {
        holders++;
        let ended = false;
        return () => {
          if (ended) return;
          ended = true;
          holders--;
          if (holders === 0 && this.#held.get(key) === hold) this.#held.delete(key);
        };
      },
    };
    this.#held.set(key, hold);
    return hold;
  }
}
