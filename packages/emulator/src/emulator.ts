/** The cloud on this machine, put together. */
import type { Backends } from './backends.ts';
import { buildWorld } from './build.ts';
import type { CallRequest, CallResponse } from './call.ts';
import type { Clock } from './clock.ts';
import { createDispatcher } from './dispatch.ts';
import { Faults } from './faults.ts';
import { type CriticalPath, criticalPath } from './floor.ts';
import { type Switches, switchesWith } from './guesses.ts';
import { createIds } from './ids.ts';
import { Ledger } from './ledger.ts';
import { type Listening, type ListenOptions, listen } from './listen.ts';
import { type Log, silent } from './log.ts';
import { handlers } from './products/index.ts';
import { type ProfileName, profiles } from './profiles.ts';
import { createRandom } from './random.ts';
import { loadReference } from './reference.ts';
import { parseScenario, type Scenario, type ScenarioInput } from './scenario.ts';
import { Transitions } from './transitions.ts';
import type { World } from './world.ts';

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
}

export interface Emulator {
  /** A call whose signature needs no check. Rejects only when a fault loses the answer (AnswerLost). */
  call(request: CallRequest): Promise<CallResponse>;
  /** The same over HTTP, and HTTPS when given a certificate; signatures are checked. Closed with the emulator. */
  listen(options?: ListenOptions): Promise<Listening>;
  readonly world: World;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly clock: Clock;
  /** What the scenario takes to be true where the references leave it open. */
  readonly switches: Switches;
  /** What no client could have avoided waiting for in this run: for one endpoint's link, or for all that exist now. */
  criticalPath(endpointId?: string): CriticalPath;
  close(): Promise<void>;
}

/** Throws ScenarioError when the scenario cannot be used. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { clock, strict = false, log = silent, backends = {} } = options;
  const scenario = parseScenario(options.scenario);
  const profile = profiles[options.profile];
  const seed = options.seed ?? 1;
  const ids = createIds(createRandom(seed));
  const world = buildWorld(scenario, ids, clock.now());
  const ledger = new Ledger();
  const faults = new Faults(createRandom(seed + 1));
  for (const fault of scenario.faults) faults.add(fault);
  const random = createRandom(seed + 2);
  const transitions = new Transitions({ clock, profile, random, faults, log });
  const reference = loadReference();
  const switches = switchesWith(scenario.switches);
  const call = createDispatcher({
    world,
    clock,
    profile,
    random,
    ids,
    transitions,
    faults,
    ledger,
    backends,
    strict,
    log,
    handlers,
    reference,
    rates: scenario.rates === undefined ? profile.rates : scenario.rates === 'published',
    switches,
  });
  const listening = new Set<Listening>();
  return {
    call,
    async listen(where) {
      const opened = await listen({ world, reference, clock, call }, where);
      listening.add(opened);
      return opened;
    },
    world,
    ledger,
    faults,
    clock,
    switches,
    criticalPath: (endpointId) => criticalPath(transitions.records(), world, endpointId),
    async close() {
      transitions.close();
      await Promise.all([...listening].map((opened) => opened.close()));
    },
  };
}
