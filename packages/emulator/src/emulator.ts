/** The cloud on this machine, put together. */
import type { Backends } from './backends.ts';
import { buildWorld } from './build.ts';
import type { Clock } from './clock.ts';
import { createDispatcher } from './dispatch.ts';
import type { EmulatedCloud } from './emulated-cloud.ts';
import { Faults } from './faults/faults.ts';
import { UnlistedObjects } from './faults/unlisted.ts';
import { criticalPath } from './floor.ts';
import { switchesWith } from './guesses.ts';
import { createIds } from './ids.ts';
import { Ledger } from './ledger.ts';
import { type Listening, type ListenOptions, listen } from './listen.ts';
import { Locks } from './locks.ts';
import { type Log, silent } from './log.ts';
import { endings } from './products/endings.ts';
import { handlers } from './products/index.ts';
import { type ProfileName, profiles } from './profiles.ts';
import { createRandom } from './random.ts';
import { Rates } from './rates.ts';
import { loadReference } from './reference.ts';
import { parseScenario, type Scenario, type ScenarioInput } from './scenario.ts';
import { type DataFolder, openDataFolder } from './state/data-folder.ts';
import { Keeper } from './state/keeper.ts';
import type { StateParts } from './state/state.ts';
import { Tokens } from './tokens.ts';
import { Transitions } from './transitions.ts';
import { floorOf, type Link } from './workload.ts';
import type { Endpoint } from './world.ts';

export interface EmulatorOptions {
  /** As a user writes it, or already read by `parseScenarioFile`. */
  readonly scenario: ScenarioInput | Scenario;
  readonly clock: Clock;
  readonly profile: ProfileName;
  /** Ids, durations and chances follow from it. Default 1. */
  readonly seed?: number;
  /** Refuse parameters that the reference does not know. */
  readonly strict?: boolean;
  readonly log?: Log;
  readonly backends?: Backends;
  /**
   * A folder that outlives the process: what has been answered is in it, and the next emulator with this folder goes on from there. The
   * scenario counts only when the folder is new, and for a reset.
   */
  readonly dataDir?: string;
  /** How many of the latest calls and changes are remembered; counts are of all. Default 100,000, some 60 MB when full. */
  readonly history?: number;
}

const HISTORY = 100_000;

export interface Emulator extends EmulatedCloud {
  /** The same over HTTP, and HTTPS when given a certificate; signatures are checked. Closed with the emulator. */
  listen(options?: ListenOptions): Promise<Listening>;
}

/** Throws ScenarioError when the scenario cannot be used, StateError when what the data folder holds cannot. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { clock, strict = false, log = silent, backends = {}, history = HISTORY } = options;
  const scenario = parseScenario(options.scenario);
  const profile = profiles[options.profile];
  const seed = options.seed ?? 1;
  const random = { ids: createRandom(seed), times: createRandom(seed + 2) };
  const ids = createIds(random.ids);
  const world = buildWorld(scenario, ids, clock.now());
  const ledger = new Ledger(history);
  const switches = switchesWith(scenario.switches);
  const unlisted = new UnlistedObjects();
  const locks = new Locks();
  const kept: { keeper?: Keeper } = {}; // the parts tell it of what it keeps, and it is made of the parts
  const faults = new Faults(createRandom(seed + 1), () => kept.keeper?.onFault());
  for (const fault of scenario.faults) faults.add(fault);
  const tokens = new Tokens((token) => kept.keeper?.onToken(token));
  const transitions = new Transitions({
    world,
    clock,
    profile,
    random: random.times,
    faults,
    locks,
    switches,
    endings,
    log,
    onChange: (id, change) => kept.keeper?.onTransition(id, change),
    history,
  });
  const folder = options.dataDir === undefined ? undefined : openDataFolder(options.dataDir);
  const state = { world, clock, transitions, tokens, faults, unlisted, switches, random, ledger };
  const keeper = openKeeper(state, folder, log);
  kept.keeper = keeper;
  const reference = loadReference();
  const rates = scenario.rates === undefined ? profile.rates : scenario.rates === 'published';
  const call = createDispatcher({
    world,
    clock,
    profile,
    random: random.times,
    ids,
    tokens,
    locks,
    transitions,
    faults,
    unlisted,
    ledger,
    backends,
    onEffect: () => keeper.commit(),
    strict,
    log,
    handlers,
    reference,
    rates: rates ? new Rates() : undefined,
    switches,
  });
  const listening = new Set<Listening>();
  const emulator: Emulator = {
    call,
    async listen(where) {
      const opened = await listen({ world, reference, clock, call, emulator }, where);
      listening.add(opened);
      return opened;
    },
    world,
    ledger,
    faults,
    clock,
    switches,
    state: keeper,
    takenUp: keeper.takenUp,
    setSwitches(given) {
      Object.assign(switches, given);
      keeper.onSwitch();
    },
    criticalPath: (endpointId) => criticalPath(transitions.records(), world, endpointId),
    floor(links, since) {
      const rules = { reference, rates, lockLasts: switches.lockLasts, accountId: scenario.account.id };
      return floorOf(transitions.records(), links ?? [...world.endpoints.values()].map(linkOf), rules, since);
    },
    async close() {
      transitions.close();
      await Promise.all([...listening].map((opened) => opened.close()));
      keeper.close();
    },
  };
  return emulator;
}

/** A folder whose state cannot be taken up is closed again. */
function openKeeper(parts: StateParts, folder: DataFolder | undefined, log: Log): Keeper {
  try {
    return new Keeper(parts, folder, log);
  } catch (error) {
    folder?.close();
    throw error;
  }
}

function linkOf({ id, serviceId }: Endpoint): Link {
  return { serviceId, endpointId: id };
}
