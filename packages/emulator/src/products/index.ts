/** Every action that is emulated. A product is a folder, a group of its actions a file. */
import type { Handlers } from '../handler.ts';
import { cs } from './cs/index.ts';
import { ecs } from './ecs/index.ts';
import { location } from './location/index.ts';
import { nlb } from './nlb/index.ts';
import { privatelink } from './privatelink/index.ts';
import { servicemesh } from './servicemesh/index.ts';
import { slb } from './slb/index.ts';
import { sts } from './sts/index.ts';
import { vpc } from './vpc/index.ts';

export const handlers: Handlers = {
  ...privatelink,
  ...vpc,
  ...ecs,
  ...slb,
  ...nlb,
  ...cs,
  ...servicemesh,
  ...sts,
  ...location,
};
