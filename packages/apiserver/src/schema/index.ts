export { blockingCause, validateRules } from './cel/rules.ts';
export { loadParser, ParserNotLoaded } from './cel/syntax/load.ts';
export { checkStructural } from './check-structural.ts';
export { applyDefaults, fillDefaults } from './defaults.ts';
export { dropNulls, prune } from './prune.ts';
export type { Cause, CauseReason, JsonSchema, ValidationRule } from './types.ts';
export { validate } from './validate.ts';
