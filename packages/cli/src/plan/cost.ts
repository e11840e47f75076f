/** What the endpoints cost. Pure. */

import type { PlanData } from '@asm-privatelink/console';
import type { Endpoint, Plan } from '@asm-privatelink/link';

/** Each zone of an endpoint, an hour, part hours rounded up (product-behaviour §C.5: published list prices; yours may differ). */
export const zoneHour = { usd: 0.01, cny: 0.07 } as const;
/** The same figures again for each GB, both ways (ibid.). */
export const gigabyte = { usd: 0.01, cny: 0.07 } as const;

export function costOf(endpoints: readonly Endpoint[], { nodes }: Plan): PlanData['cost'] {
  const now = endpoints.reduce((sum, { zones = [] }) => sum + zones.length, 0);
  const change = nodes.reduce((sum, node) => {
    if (node.kind === 'wait') return sum;
    switch (node.action) {
      case 'CreateVpcEndpoint':
        return sum + (node.request.Zone?.length ?? 0);
      case 'AddZoneToVpcEndpoint':
        return sum + 1;
      case 'RemoveZoneFromVpcEndpoint':
        return sum - 1;
      default:
        return sum;
    }
  }, 0);
  const after = now + change;
  return { endpointZonesNow: now, endpointZonesAfter: after, perHourNow: priceOf(now), perHourAfter: priceOf(after) };
}

function priceOf(zones: number): { usd: number; cny: number } {
  const cents = (price: number) => Math.round(zones * price * 100) / 100;
  return { usd: cents(zoneHour.usd), cny: cents(zoneHour.cny) };
}
