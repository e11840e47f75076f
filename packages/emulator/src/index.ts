/** The cloud on this machine: the wire API, its states and time, and a network that carries bytes. */

export type { Backends, ClusterBackend, KubeconfigOptions, MeshBackend } from './backends.ts';
export { AnswerLost, type CallRequest, type CallResponse } from './call.ts';
export { type Clock, systemClock, VirtualClock, VirtualTimeError } from './clock.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export { exportScenario } from './export-scenario.ts';
export type { Faults, PlacedFault } from './faults/faults.ts';
export type { CallEffect, CallFault, Fault, TransitionFault } from './faults/schema.ts';
export { fidelityMarkdown } from './fidelity.ts';
export type { CriticalPath, CriticalStep } from './floor.ts';
export { generatedFiles } from './generated-files.ts';
export type { Switches, SwitchName } from './guesses.ts';
export type { Ledger, LedgerEntry, LedgerFilter } from './ledger.ts';
export type { InspectOptions, Listening, ListenOptions, Tls } from './listen.ts';
export type { Log } from './log.ts';
export * from './network/index.ts';
export type { ProfileName, TransitionKind } from './profiles.ts';
export {
  parseScenario,
  parseScenarioFile,
  type Scenario,
  ScenarioError,
  type ScenarioInput,
  type ScenarioProblem,
} from './scenario.ts';
export { guide } from './scenarios/guide.ts';
export { meshOf } from './scenarios/mesh-of.ts';
export type { EmulatorState } from './state/keeper.ts';
export { type SavedState, StateError } from './state/saved.ts';
export { type ControllableClock, steerableClock } from './steerable-clock.ts';
export type { Link } from './workload.ts';
export {
  type Balancer,
  type Change,
  type Cluster,
  type Endpoint,
  type EndpointService,
  type EndpointZone,
  type Listener,
  type Member,
  type MemberState,
  type Mesh,
  type SecurityGroup,
  setMemberState,
  type Vpc,
  type VSwitch,
  type World,
} from './world.ts';
