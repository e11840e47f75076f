/** Servers of this machine behind balancers. */
import * as z from 'zod';
import { hostAddress, hostAddresses, setHostBackends } from '../host-backends.ts';
import type { Listener, World } from '../world.ts';
import { InspectError, type Route, route } from './route.ts';

const backends = z.object({ backends: z.array(z.string()).describe('Such as 127.0.0.1:8080') });

export const balancerRoutes: Route[] = [
  route('GET', '/balancers/{id}/listeners/{port}/backends', {
    id: 'listBackends',
    summary: 'The servers of this machine behind a listener',
    answer: backends,
    refusals: ['NotFound'],
    handle: ({ emulator: { world } }, { path }) => ({ backends: hostAddresses(listenerOf(world, path)) }),
  }),
  route('PUT', '/balancers/{id}/listeners/{port}/backends', {
    id: 'setBackends',
    summary: 'Puts these servers of this machine, and no others, behind a listener; open connections to others are cut',
    body: z.strictObject({ backends: z.array(hostAddress).max(100) }),
    answer: backends,
    refusals: ['NotFound'],
    handle({ emulator: { world } }, { path, body }) {
      const listener = listenerOf(world, path);
      setHostBackends(world, path['id'] ?? '', listener, body.backends);
      return { backends: hostAddresses(listener) };
    },
  }),
];

function listenerOf(world: World, { id = '', port = '' }: Readonly<Record<string, string>>): Listener {
  const balancer = world.balancers.get(id);
  if (balancer === undefined) throw new InspectError('NotFound', `there is no balancer "${id}"`);
  const listener = balancer.listeners.get(Number(port));
  if (listener !== undefined) return listener;
  const ports = [...balancer.listeners.keys()].join(', ') || 'none';
  throw new InspectError('NotFound', `the balancer ${id} has no listener on port "${port}"; its ports: ${ports}`);
}
