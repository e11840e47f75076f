/** Looking at the world, at what is under way in it, and at its links. */
import { stringify } from 'yaml';
import * as z from 'zod';
import { exportScenario } from '../export-scenario.ts';
import { type Kind, tables } from '../world.ts';
import { InspectError, type Route, route } from './route.ts';
import { showThing } from './show.ts';

const kinds = Object.keys(tables) as Kind[];
const thing = z.looseObject({ id: z.string().optional() }).describe('As the emulator keeps it; secrets are left out');
const count = z.int().min(0);
const traffic = { connections: count, active: count, unserved: count, bytesIn: count, bytesOut: count };

const page = z.strictObject({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

const change = z.object({
  id: z.int(),
  kind: z.string(),
  object: z.string().describe('The id of what changes; of a zone, endpoint/zone'),
  endsInMs: z.number().nullable().describe('null: a fault keeps it from ending'),
  locks: z.string().nullable(),
  flipsBack: z.boolean().describe('It has ended, and goes back when this is over'),
});

const link = z.object({
  endpointId: z.string(),
  serviceId: z.string(),
  vpcId: z.string(),
  domain: z.string(),
  status: z.string(),
  connection: z.string(),
  ...traffic,
  zones: z.array(
    z.object({
      zoneId: z.string(),
      status: z.string(),
      domain: z.string(),
      ip: z.string(),
      host: z.string().optional(),
      balancerId: z.string(),
      ...traffic,
    }),
  ),
});

export const worldRoutes: Route[] = [
  route('GET', '/world', {
    id: 'getWorld',
    summary: 'How much of each kind there is',
    answer: z.object({ regionId: z.string(), counts: z.record(z.string(), count) }),
    handle: ({ emulator: { world } }) => ({
      regionId: world.defaultRegionId,
      counts: Object.fromEntries(kinds.map((kind) => [kind, world[tables[kind]].size])),
    }),
  }),
  route('GET', '/world/{kind}', {
    id: 'listThings',
    summary: 'The things of one kind, in order of their coming',
    query: page,
    answer: z.object({ total: count, items: z.array(thing) }),
    refusals: ['NotFound'],
    handle({ emulator: { world } }, { path, query: { offset, limit } }) {
      const kind = readKind(path['kind']);
      const all = [...world[tables[kind]].values()];
      return { total: all.length, items: all.slice(offset, offset + limit).map((one) => showThing(kind, one)) };
    },
  }),
  route('GET', '/world/{kind}/{id}', {
    id: 'getThing',
    summary: 'One thing',
    answer: thing,
    refusals: ['NotFound'],
    handle({ emulator: { world } }, { path: { kind: name, id = '' } }) {
      const kind = readKind(name);
      const found = world[tables[kind]].get(id);
      if (found === undefined) throw new InspectError('NotFound', `there is no ${kind} "${id}"`);
      return showThing(kind, found);
    },
  }),
  route('GET', '/changes', {
    id: 'listChanges',
    summary: 'What is under way',
    answer: z.object({ items: z.array(change) }),
    handle: ({ emulator: { state, clock } }) => ({
      items: state.changes().map(({ id, kind, object, dueAt, lock, back }) => ({
        id,
        kind,
        object,
        endsInMs: dueAt === null ? null : Math.max(0, dueAt - clock.now()),
        locks: lock,
        flipsBack: back !== null,
      })),
    }),
  }),
  route('GET', '/links', {
    id: 'listLinks',
    summary: 'Every endpoint with its zones, and what went through them',
    answer: z.object({ items: z.array(link) }),
    refusals: ['NotFound'],
    handle({ links }) {
      if (links === undefined) throw new InspectError('NotFound', 'no network runs beside this emulator');
      return { items: links() };
    },
  }),
  route('GET', '/scenario', {
    id: 'exportScenario',
    summary: 'The world as a scenario file, without keys',
    answer: 'application/yaml',
    handle: ({ emulator }) => stringify(exportScenario(emulator.world, emulator)),
  }),
  route('GET', '/ca.pem', {
    id: 'getAuthority',
    summary: 'The authority of the certificate that HTTPS shows, for clients that speak nothing else',
    answer: 'application/x-pem-file',
    handle: ({ ca }) => ca(),
  }),
];

function readKind(name: string | undefined): Kind {
  const kind = kinds.find((one) => one === name);
  if (kind !== undefined) return kind;
  throw new InspectError('NotFound', `the world has no kind "${name}"; it has ${kinds.join(', ')}`);
}
