export { blockingCause, validateRules } from './cel/rules.ts';
export { checkStructural } from './check-structural.ts';
export { applyDefaults } from './defaults.ts';
export { prune } from './prune.ts';
export type { Cause, CauseReason, JsonSchema, ValidationRule } from './types.ts';
export { validate } from './validate.ts';
