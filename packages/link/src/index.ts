/** The heart: what is wished, what is there, what to do about it, what to say about it. No Kubernetes, no HTTP server, no clock of its own. */
export { act, type StepResult } from './act/act.ts';
export { decide } from './decide/decide.ts';
export {
  type CertificatePlan,
  certificateWrites,
  type LinkPlan,
  type Node,
  type Plan,
  ranks,
  type Step,
  type Wait,
  type WriteAction,
  writeActions,
} from './decide/graph.ts';
export { diagnose } from './diagnose/diagnose.ts';
export {
  type ChannelDiagnosis,
  type Check,
  type CheckName,
  checkNames,
  type Diagnosis,
  type Remedy,
  type Verdict,
  verdicts,
} from './diagnose/diagnosis.ts';
export type { DiagnosisFacts } from './diagnose/facts.ts';
export { type FindingReason, findings } from './diagnose/findings.ts';
export { covers, type Dial, type Probe, type Served } from './diagnose/probe.ts';
export {
  type Channel,
  type ControlPlane,
  type Endpoint,
  type EndpointService,
  type GroupRule,
  type Memory,
  newMemory,
  type Observation,
  type Problem,
  type Severity,
} from './model.ts';
export { Observer, type Watch } from './observe/observe.ts';
export { readControlPlane } from './observe/read-mesh.ts';
export { readRules } from './observe/read-network.ts';
export { certificateReads, readActions } from './observe/reader.ts';
export { defaultTiers, type Tiers } from './observe/reading.ts';
export { type NextLook, nextLook } from './pace.ts';
export { problemFrom } from './problems.ts';
export { report } from './report/report.ts';
export { reportUnreadable, reportUnseen } from './report/unreadable.ts';
export { meshOf, type Source } from './source.ts';
export { ownershipOf } from './tags.ts';
export { type CertificatePolicy, certificatePolicies, type Wish, wishForNothing, wishOf } from './wish.ts';
