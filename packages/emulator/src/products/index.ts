/** Every action that is emulated. A product is a folder, a group of its actions a file. */
import type { Handlers } from '../handler.ts';
import { ecs } from './ecs/index.ts';
import { privatelink } from './privatelink/index.ts';
import { vpc } from './vpc/index.ts';

export const handlers: Handlers = { ...privatelink, ...vpc, ...ecs };
