/** ASMPvlConfig: the schema, and from it the types, the CRD and the validation; and every name that is API. Pure: no I/O, no clock. */

export * from './crd.ts';
export * from './generated.ts';
export { limits } from './limits.ts';
export * from './names.ts';
export * from './reasons.ts';
export * from './types.ts';
