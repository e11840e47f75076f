export type { ApplyRequest, ConflictCause, Conflicts } from './apply.ts';
export { apply, resetFields } from './apply.ts';
export { PatchError } from './error.ts';
export { jsonPatch } from './json-patch.ts';
export { mergePatch } from './merge-patch.ts';
export { isUnchanged } from './stamp.ts';
export type { UpdateRequest } from './track-update.ts';
export { trackUpdate } from './track-update.ts';
