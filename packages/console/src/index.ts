/** The console: what it shows, how it is drawn, and the server of its pages. */
export { type SanCluster, type SanData, sanSchema } from './answers/certificates.ts';
export { type CheckData, checkSchema, type Item } from './answers/check.ts';
export { type CheckData as DiagnosisCheck, type DiagnosisData, diagnosisSchema } from './answers/diagnosis.ts';
export { type PlanData, planSchema } from './answers/plan.ts';
export { type ConsoleOptions, type Outside, type RunningConsole, startConsole } from './console.ts';
export { type GeneratedFile, generatedFiles } from './generated-files.ts';
export {
  type Call,
  callSchema,
  clockSchema,
  type FaultRequest,
  faultSchema,
  type Inspection,
  InspectionRefused,
  snapshotSchema,
  trafficSchema,
} from './inspection.ts';
export { memberState } from './members.ts';
export { consoleReads } from './reads.ts';
export type { Explained, ObjectEvent, Seen, Sources } from './sources.ts';
export { topologyData } from './topology/data.ts';
export { type TopologyCluster, type TopologyData, type TopologyLink, topologySchema } from './topology/schema.ts';
export { signs } from './topology/signs.ts';
export { topologySvg } from './topology/svg.ts';
