/** How many there are of what an account may have only so many of, and how many the plan adds. */
import { type Cloud, listAll } from '@asm-privatelink/cloud';
import type { Plan } from '@asm-privatelink/link';
import type { ItemFields } from './item.ts';

/** The published defaults (product-behaviour §C.5). An account may have been granted more: no API of PrivateLink tells. */
const defaults = { services: 200, endpointsPerVpc: 1000 } as const;

export async function checkQuotas(cloud: Cloud, { nodes }: Plan, signal: AbortSignal): Promise<ItemFields[]> {
  const [services, endpoints] = await Promise.all([
    listAll(cloud, 'ListVpcEndpointServices', {}, { signal }),
    listAll(cloud, 'ListVpcEndpoints', {}, { signal }),
  ]);
  const newServices = nodes.filter((node) => node.kind === 'step' && node.action === 'CreateVpcEndpointService').length;
  const newIn = nodes.flatMap((node) => {
    const vpcId = node.kind === 'step' && node.action === 'CreateVpcEndpoint' ? node.request.VpcId : undefined;
    return typeof vpcId === 'string' ? [vpcId] : [];
  });
  return [
    quota('endpoint services of the account', services.length, newServices, defaults.services),
    ...[...new Set(newIn)].map((vpcId) => {
      const used = endpoints.filter(({ VpcId }) => VpcId === vpcId).length;
      return quota(
        `endpoints in ${vpcId}`,
        used,
        newIn.filter((each) => each === vpcId).length,
        defaults.endpointsPerVpc,
      );
    }),
  ];
}

function quota(subject: string, used: number, more: number, limit: number): ItemFields {
  const message = `${used}/${limit} used${more === 0 ? '' : `, ${more} more needed`} (the limit is the default one)`;
  if (used + more <= limit) return { about: 'quotas', subject, verdict: 'pass', message };
  const remedy = 'Look in the Quota Center what this account may have, and ask for more if need be.';
  return { about: 'quotas', subject, verdict: 'warn', message, remedy };
}
