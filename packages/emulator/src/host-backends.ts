/**
 * Servers of this machine behind the listeners of balancers. The calls that a cloud has for this are not in the reference, so a scenario
 * or the inspection API names them.
 */
import net from 'node:net';
import * as z from 'zod';
import type { Backend, Listener, World } from './world.ts';

export type HostBackend = Extract<Backend, { readonly kind: 'host' }>;

/** `127.0.0.1:8080`. */
export const hostAddress = z
  .string()
  .regex(/^127(\.\d{1,3}){3}:\d{1,5}$/, 'must be an address of this machine with a port, such as 127.0.0.1:8080')
  .refine((text) => {
    const [host = '', port = ''] = text.split(':');
    return net.isIPv4(host) && Number(port) >= 1 && Number(port) <= 65_535;
  }, 'must be an address of this machine with a port, such as 127.0.0.1:8080');

export function readHostBackend(text: z.output<typeof hostAddress>): HostBackend {
  const [host = '', port = ''] = text.split(':');
  return { kind: 'host', host, port: Number(port) };
}

/** As they are written. */
export function hostAddresses({ backends }: Listener): string[] {
  return backends.flatMap((backend) => (backend.kind === 'host' ? `${backend.host}:${backend.port}` : []));
}

/** Puts these servers of this machine, and no others, behind the listener; clusters and meshes that stand there stay. */
export function setHostBackends(world: World, balancerId: string, listener: Listener, addresses: string[]): void {
  const others = listener.backends.filter(({ kind }) => kind !== 'host');
  listener.backends.splice(0, listener.backends.length, ...others, ...addresses.map(readHostBackend));
  world.touch('balancer', balancerId);
}

/** A balancer has one group of servers: a new listener leads where its others do, but for servers that were given to a single port. */
export function backendsLikeOthers(listeners: ReadonlyMap<number, Listener>, port: number): Backend[] {
  const [other] = listeners.values();
  return (other?.backends ?? []).flatMap((backend) => (backend.kind === 'host' ? [] : { ...backend, port }));
}
