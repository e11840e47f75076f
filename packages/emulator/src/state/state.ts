/** Saving the emulated cloud whole, and taking a saved one up in place of what there is. */
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { UnlistedObjects } from '../faults/unlisted.ts';
import type { Switches } from '../guesses.ts';
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { Tokens } from '../tokens.ts';
import type { SavedChange, Transitions } from '../transitions.ts';
import { type Kind, tables, type World } from '../world.ts';
import { decode, encode } from './codec.ts';
import { type SavedState, type SavedThing, STATE_VERSION, StateError } from './saved.ts';

/** Everything that makes the emulated cloud what it is at a moment. */
export interface StateParts {
  readonly world: World;
  readonly clock: Clock;
  readonly transitions: Transitions;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly unlisted: UnlistedObjects;
  /** Changed in place. */
  readonly switches: { -readonly [K in keyof Switches]: Switches[K] };
  readonly random: { readonly ids: Random; readonly times: Random };
  readonly ledger: Ledger;
}

/** How many calls of the ledger are saved. */
const LEDGER_TAIL = 1000;

const kinds = Object.keys(tables) as Kind[];

export function saveState(parts: StateParts): SavedState {
  const { world, clock, transitions, tokens, faults, unlisted, switches, random, ledger } = parts;
  return {
    version: STATE_VERSION,
    at: clock.now(),
    regionId: world.defaultRegionId,
    world: kinds.flatMap((kind) => [...world[tables[kind]].keys()].map((id) => saveThing(world, kind, id))),
    changes: transitions.pending(),
    tokens: tokens.saved(),
    faults: faults.save(),
    unlisted: unlisted.save(),
    switches: { ...switches },
    random: { ids: random.ids.save(), times: random.times.save() },
    ledger: ledger.save(LEDGER_TAIL),
  };
}

/** The thing as it is now; null in place of its value when it is gone. */
export function saveThing(world: World, kind: Kind, id: string): SavedThing {
  const value = world[tables[kind]].get(id);
  return [kind, id, value === undefined ? null : encode(value)];
}

/**
 * Makes the emulated cloud what it was; dates stay as they were. What was under way goes on for as long as it still had to, less what
 * has passed in the meantime where that `counts`.
 *
 * @throws StateError when the state is of another version or region
 */
export function restoreState(parts: StateParts, saved: SavedState, meantime: 'counts' | 'stood still'): void {
  const { world, transitions, tokens, faults, unlisted, switches, random, ledger } = parts;
  checkState(world, saved);
  const before = kinds.flatMap((kind) => [...world[tables[kind]].keys()].map((id) => [kind, id] as const));
  for (const kind of kinds) world[tables[kind]].clear();
  world.endpointsOfService.clear();
  for (const [kind, id, value] of saved.world) {
    const table: Map<string, unknown> = world[tables[kind]];
    table.set(id, decode(value));
  }
  for (const { id, serviceId } of world.endpoints.values()) {
    world.endpointsOfService.set(serviceId, (world.endpointsOfService.get(serviceId) ?? new Set()).add(id));
  }
  tokens.restore(saved.tokens);
  faults.restore(saved.faults);
  unlisted.restore(saved.unlisted);
  Object.assign(switches, saved.switches);
  random.ids.restore(saved.random.ids);
  random.times.restore(saved.random.times);
  ledger.restore(saved.ledger);
  const now = parts.clock.now();
  const passed = meantime === 'counts' ? Math.max(0, now - saved.at) : 0;
  transitions.restore(saved.changes.map((change) => goOn(change, saved.at + passed, now)));
  for (const [kind, id] of before) world.touch(kind, id);
  for (const [kind, id] of saved.world) world.touch(kind, id);
}

function checkState(world: World, { version, regionId }: SavedState): void {
  if (version !== STATE_VERSION) {
    throw new StateError(
      'StateVersion',
      `the state was saved in form ${version}; this program reads form ${STATE_VERSION}`,
      'Start with a new one.',
    );
  }
  if (regionId !== world.defaultRegionId) {
    throw new StateError(
      'StateRegion',
      `the state is of a cloud in ${regionId}, and the scenario is of one in ${world.defaultRegionId}`,
      'Use the scenario that it began with, or start with a new one.',
    );
  }
}

/** With as much time left as it had at `from`. */
function goOn(change: SavedChange, from: number, now: number): SavedChange {
  return change.dueAt === null ? change : { ...change, dueAt: now + Math.max(0, change.dueAt - from) };
}
