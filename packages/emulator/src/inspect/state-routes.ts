/** Whole states: snapshots, and back to the beginning. */
import * as z from 'zod';
import { InspectError, type Route, route } from './route.ts';

const done = z.object({}).describe('Done');
const info = z.object({ name: z.string(), at: z.number(), bytes: z.int() });

export const stateRoutes: Route[] = [
  route('GET', '/snapshots', {
    id: 'listSnapshots',
    summary: 'The snapshots that are there',
    answer: z.object({ items: z.array(info) }),
    handle: ({ emulator: { state } }) => ({ items: state.snapshots.list() }),
  }),
  route('PUT', '/snapshots/{name}', {
    id: 'saveSnapshot',
    summary: 'Saves the whole state under this name, in place of one that had it',
    answer: info,
    refusals: ['SnapshotName', 'SnapshotsFull'],
    handle: ({ emulator: { state } }, { path: { name = '' } }) => state.snapshots.save(name),
  }),
  route('POST', '/snapshots/{name}/load', {
    id: 'loadSnapshot',
    summary: 'Takes the whole state up again: what was under way goes on for as long as it still had to',
    answer: done,
    refusals: ['NotFound', 'StateRegion', 'StateVersion'],
    handle({ emulator: { state } }, { path: { name = '' } }) {
      state.snapshots.load(name);
      return {};
    },
  }),
  route('DELETE', '/snapshots/{name}', {
    id: 'removeSnapshot',
    summary: 'Forgets a snapshot',
    answer: done,
    refusals: ['NotFound'],
    handle({ emulator: { state } }, { path: { name = '' } }) {
      if (!state.snapshots.remove(name)) throw new InspectError('NotFound', `there is no snapshot "${name}"`);
      return {};
    },
  }),
  route('POST', '/reset', {
    id: 'reset',
    summary: 'Back to the beginning, as the scenario has it',
    answer: done,
    handle({ emulator: { state } }) {
      state.reset();
      return {};
    },
  }),
];
