import { ApiError } from '../../errors.ts';
import type { Context } from '../../handler.ts';
import type { Listener, Nlb, World } from '../../world.ts';

export function ownNlbs(world: World, { regionId, account }: Context): Nlb[] {
  return [...world.balancers.values()].flatMap((balancer) =>
    balancer.kind === 'nlb' && balancer.regionId === regionId && balancer.accountId === account.id ? [balancer] : [],
  );
}

export function ownNlb(world: World, id: string, context: Context): Nlb {
  const nlb = ownNlbs(world, context).find((one) => one.id === id);
  if (nlb !== undefined) return nlb;
  throw new ApiError('ResourceNotFound.loadBalancer', `The load balancer ${id} does not exist in ${context.regionId}.`);
}

export interface Found {
  readonly nlb: Nlb;
  readonly listener: Listener;
}

export function ownListeners(world: World, context: Context): Found[] {
  return ownNlbs(world, context).flatMap((nlb) => [...nlb.listeners.values()].map((listener) => ({ nlb, listener })));
}

export function ownListener(world: World, id: string, context: Context): Found {
  const found = ownListeners(world, context).find(({ listener }) => listener.id === id);
  if (found !== undefined) return found;
  throw new ApiError('ResourceNotFound.listener', `The listener ${id} does not exist.`);
}
