/** The cloud on this machine: the wire API, its states and time. */

export type { Backends, ClusterBackend, KubeconfigOptions, MeshBackend } from './backends.ts';
export { type Clock, systemClock, VirtualClock, VirtualTimeError } from './clock.ts';
export { AnswerLost, type CallRequest, type CallResponse } from './dispatch.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { CallEffect, CallFault, Fault, Faults, TransitionFault } from './faults.ts';
export type { CriticalPath, CriticalStep } from './floor.ts';
export type { Ledger, LedgerEntry, LedgerFilter } from './ledger.ts';
export type { Listening, ListenOptions } from './listen.ts';
export type { Log } from './log.ts';
export type { ProfileName, TransitionKind } from './profiles.ts';
export { parseScenario, parseScenarioFile, type Scenario, ScenarioError, type ScenarioInput } from './scenario.ts';
export { guide } from './scenarios/guide.ts';
export * from './world.ts';
