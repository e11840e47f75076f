/** Endpoint services and endpoints, in the region that is asked for. */
import { meshOf } from '@asm-privatelink/link';
import { z } from 'zod';
import { endpointRowSchema, endpointSchema, listEndpoints, readEndpoint } from '../objects/endpoints.ts';
import { type Beside, listServices, readService, serviceRowSchema, serviceSchema } from '../objects/services.ts';
import { ApiError, type Route, route, type World } from './route.ts';

const query = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional()
    .describe('Default: that of the mesh.'),
});

export const objectRoutes: Route[] = [
  route('GET', '/services', {
    id: 'listServices',
    summary: 'The endpoint services of the region',
    query,
    answer: z.object({ items: z.array(serviceRowSchema) }),
    handle: async (world, input) => ({ items: await listServices(cloudOf(world, input), beside(world, input)) }),
  }),
  route('GET', '/services/{id}', {
    id: 'getService',
    summary: 'One endpoint service with its connections, resources and whitelist',
    query,
    answer: serviceSchema,
    async handle(world, input) {
      const { id = '' } = input.path;
      return found(await readService(cloudOf(world, input), id, beside(world, input)), 'endpoint service', id);
    },
  }),
  route('GET', '/endpoints', {
    id: 'listEndpoints',
    summary: 'The endpoints of the region',
    query,
    answer: z.object({ items: z.array(endpointRowSchema) }),
    handle: async (world, input) => ({ items: await listEndpoints(cloudOf(world, input), beside(world, input)) }),
  }),
  route('GET', '/endpoints/{id}', {
    id: 'getEndpoint',
    summary: 'One endpoint with its zones, security groups, and the zones of the other side',
    query,
    answer: endpointSchema,
    async handle(world, input) {
      const { id = '' } = input.path;
      return found(await readEndpoint(cloudOf(world, input), id, beside(world, input)), 'endpoint', id);
    },
  }),
];

interface Asked {
  readonly query: z.output<typeof query>;
  readonly signal: AbortSignal;
}

function cloudOf({ sources }: World, { query: { region } }: Asked) {
  return sources.cloud(region ?? sources.region);
}

function beside({ sources, watch }: World, { signal }: Asked): Beside {
  return { mesh: meshOf(sources.source), config: watch.config(), signal };
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new ApiError('NotFound', `there is no ${what} ${id.slice(0, 100)} in this region`);
  return value;
}
