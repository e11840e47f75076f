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
export { type Clock, systemClock } from './clock.ts';
export type { CallOptions, Cloud } from './cloud.ts';
export type { PermissionRequest } from './ecs.ts';
export type { Tag } from './fields.ts';
