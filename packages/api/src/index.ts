/** ASMPvlConfig: the schema, and from it the types, the CRD and the validation; and every name that is API. Pure: no I/O, no clock. */
export { clip } from './clip.ts';
export { type CustomResourceDefinition, customResourceDefinition, openApiSchema } from './crd.ts';
export { fieldPath } from './field-path.ts';
export { type GeneratedFile, generatedFiles } from './generated.ts';
export { limits } from './limits.ts';
export {
  annotations,
  type ConditionType,
  cloudDescription,
  cloudName,
  conditionTypes,
  fieldManager,
  finalizer,
  leaseName,
  type OverallStatus,
  overallStatuses,
  type Role,
  resource,
  roles,
  tagKeys,
} from './names.ts';
export { type Problem, problemText } from './problem.ts';
export { isReason, type Reason, type ReasonInfo, type ReasonKind, reasons } from './reasons.ts';
export type { StructuralSchema } from './structural.ts';
export type {
  AckVpcEndpoint,
  ASMPvlConfig,
  ASMPvlConfigSpec,
  ASMPvlConfigStatus,
  ClusterStatus,
  Condition,
  EndpointServiceStatus,
  EndpointStatus,
  ManagedFieldsEntry,
  ObjectMeta,
  PilotClusterStatus,
  PilotStatus,
  VSwitchRef,
  ZoneStatusRow,
} from './types.ts';
export { isError, type ParsedConfig, parseConfig, validate } from './validate.ts';
