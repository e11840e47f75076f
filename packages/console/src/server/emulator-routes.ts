/** What is behind an emulated cloud, and how it is steered. On a real account these are not there. */
import { z } from 'zod';
import {
  advanceSchema,
  callSchema,
  clockSchema,
  faultRequestSchema,
  faultSchema,
  type Inspection,
  snapshotSchema,
  trafficSchema,
} from '../inspection.ts';
import { ApiError, type Route, route, stream, type World } from './route.ts';

const done = z.object({}).describe('Done');
const nameSchema = z.strictObject({ name: z.string().min(1).max(64) });

export const emulatorRoutes: Route[] = [
  route('GET', '/emulator/calls', {
    id: 'listCalls',
    summary: 'The latest calls, oldest first',
    query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
    answer: z.object({ last: z.int(), items: z.array(callSchema) }),
    handle: (world, { query, signal }) => of(world).calls(query.after, signal),
  }),
  stream('/emulator/calls/live', {
    id: 'watchCalls',
    summary: 'Each call as it is answered',
    answer: callSchema,
    handle: (world, { signal }) => of(world).follow(signal),
  }),
  route('GET', '/emulator/clock', {
    id: 'getClock',
    summary: 'The emulator’s time',
    answer: clockSchema,
    handle: (world, { signal }) => of(world).clock(signal),
  }),
  route('POST', '/emulator/clock', {
    id: 'advanceClock',
    summary: 'Lets time pass at once',
    body: advanceSchema,
    answer: clockSchema,
    handle: (world, { body, signal }) => of(world).advance(body.ms, signal),
  }),
  route('GET', '/emulator/faults', {
    id: 'listFaults',
    summary: 'The faults that are placed, and what they have done',
    answer: z.object({ items: z.array(faultSchema) }),
    handle: async (world, { signal }) => ({ items: await of(world).faults(signal) }),
  }),
  route('POST', '/emulator/faults', {
    id: 'placeFault',
    summary: 'Places a fault',
    body: faultRequestSchema,
    answer: faultSchema,
    handle: (world, { body, signal }) => of(world).place(body, signal),
  }),
  route('DELETE', '/emulator/faults/{id}', {
    id: 'removeFault',
    summary: 'Takes a fault away',
    answer: done,
    async handle(world, { path: { id }, signal }) {
      await of(world).remove(Number(id), signal);
      return {};
    },
  }),
  route('GET', '/emulator/snapshots', {
    id: 'listSnapshots',
    summary: 'The snapshots that are there',
    answer: z.object({ items: z.array(snapshotSchema) }),
    handle: async (world, { signal }) => ({ items: await of(world).snapshots(signal) }),
  }),
  route('POST', '/emulator/snapshots', {
    id: 'saveSnapshot',
    summary: 'Saves the whole cloud under a name',
    body: nameSchema,
    answer: snapshotSchema,
    handle: (world, { body, signal }) => of(world).save(body.name, signal),
  }),
  route('POST', '/emulator/snapshots/{name}', {
    id: 'loadSnapshot',
    summary: 'Takes a snapshot up again',
    answer: done,
    async handle(world, { path: { name = '' }, signal }) {
      await of(world).load(name, signal);
      return {};
    },
  }),
  route('DELETE', '/emulator/snapshots/{name}', {
    id: 'forgetSnapshot',
    summary: 'Forgets a snapshot',
    answer: done,
    async handle(world, { path: { name = '' }, signal }) {
      await of(world).forget(name, signal);
      return {};
    },
  }),
  route('GET', '/emulator/traffic', {
    id: 'listTraffic',
    summary: 'What each link has carried',
    answer: z.object({ items: z.array(trafficSchema) }),
    handle: async (world, { signal }) => ({ items: await of(world).traffic(signal) }),
  }),
];

function of({ sources: { inspection } }: World): Inspection {
  if (inspection === undefined) throw new ApiError('NotFound', 'the cloud is a real one: nothing of it can be steered');
  return inspection;
}
