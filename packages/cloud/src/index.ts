export type { Action, Lock, Paging, Product, Rate } from './action.ts';
export {
  type ActionItem,
  type ActionName,
  type ActionRequest,
  type ActionResponse,
  actionNames,
  actions,
  type PagedActionName,
  ramActions,
} from './actions.ts';
export { type BudgetedCloud, type BudgetOptions, lockKeys, withBudget } from './budget.ts';
export { createCloud } from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export type { CallOptions, Cloud } from './cloud.ts';
export { codeTable, type ErrorKind, type Sorted } from './code-table.ts';
export { classify } from './codes.ts';
export type { Keys } from './credentials.ts';
export { callDeadlineMs, withDeadline } from './deadline.ts';
export type { PermissionRequest } from './ecs.ts';
export { CloudError, isCloudError, type Refusal, refused } from './errors.ts';
export type { Tag } from './fields.ts';
export { flatten } from './flatten.ts';
export { parseIni } from './ini.ts';
export { type CallReport, observeCalls } from './observe-calls.ts';
export { listAll, listAs, type PagingOptions, pages } from './paging.ts';
export { ramResources } from './ram-resources.ts';
export type { RateState } from './rate-window.ts';
export { type SdkOptions, sdkTransport } from './sdk.ts';
export { type Transport, type WireRequest, wireParameters } from './wire.ts';
