import type { CallRequest, CallResponse } from './call.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { CriticalPath } from './floor.ts';
import type { Switches } from './guesses.ts';
import type { Ledger } from './ledger.ts';
import type { EmulatorState } from './state/keeper.ts';
import type { Link } from './workload.ts';
import type { World } from './world.ts';

/** The cloud inside the process: what can be called, looked at and steered, whether or not it listens on a port. */
export interface EmulatedCloud {
  /** A call whose signature needs no check. Rejects only when a fault loses the answer (AnswerLost). */
  call(request: CallRequest): Promise<CallResponse>;
  readonly world: World;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly clock: Clock;
  /** What is taken to be true where the references leave it open: what the scenario says, until `setSwitches`. */
  readonly switches: Switches;
  /** Whole states: saved, taken up, reset; snapshots by name. */
  readonly state: EmulatorState;
  /** The data folder held a cloud, which was taken up in place of the scenario's. */
  readonly takenUp: boolean;
  /** Sets those that are given. */
  setSwitches(given: Partial<Switches>): void;
  /** What no client could have avoided waiting for in this run: for one endpoint's link, or for all that exist now. */
  criticalPath(endpointId?: string): CriticalPath;
  /**
   * What an ideal client could have taken, in milliseconds, to make these links (or to take them away, when they were gone by `since`) under
   * the same rates, locks, latencies and durations. Left out, the links that exist; `since` is on the emulator's clock.
   */
  floor(links?: readonly Link[], since?: number): number;
  close(): Promise<void>;
}
