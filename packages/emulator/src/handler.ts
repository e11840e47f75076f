/** What a handler of an action is, and what it is given. */
import type { Backends } from './backends.ts';
import type { After, Later } from './changes.ts';
import type { Actions } from './generated/actions.ts';
import type { Ids } from './ids.ts';
import type { AccessKey, Account, World } from './world.ts';

export interface Context extends Later {
  readonly account: Account;
  readonly caller: AccessKey;
  readonly regionId: string;
  /** Host and port that the caller reached the emulator at; undefined in process. */
  readonly host: string | undefined;
  readonly ids: Ids;
  readonly backends: Backends;
  /** All checks have passed and the effect begins. A dry run ends here (`DryRunOperation`). */
  proceed(): void;
  /** Begins a change that takes time; the call's lock is held until it is over. */
  readonly after: After;
}

export type ActionKey = keyof Actions;
export type Params<K extends ActionKey> = Actions[K]['params'];
export type Answer<K extends ActionKey> = Actions[K]['answer'];

/** Does one action: answers, or throws ApiError before it has changed anything. */
export type Handler<K extends ActionKey> = (
  world: World,
  params: Params<K>,
  context: Context,
) => Answer<K> | Promise<Answer<K>>;

/** Handlers by `product.Action`; the parameters of each are of its own action. */
export type Handlers = { readonly [K in ActionKey]?: Handler<K> };
