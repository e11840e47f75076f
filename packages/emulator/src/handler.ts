/** What a handler of an action is, and what it is given. */
import type { Backends } from './backends.ts';
import type { Actions } from './generated/actions.ts';
import type { Switches } from './guesses.ts';
import type { Ids } from './ids.ts';
import type { TransitionKind } from './profiles.ts';
import type { AccessKey, Account, World } from './world.ts';

export interface Context {
  readonly account: Account;
  readonly caller: AccessKey;
  readonly regionId: string;
  readonly ids: Ids;
  readonly switches: Switches;
  readonly backends: Backends;
  now(): number;
  /** All checks have passed and the effect begins. A dry run ends here (`DryRunOperation`). */
  proceed(): void;
  /** Runs `then` when a change of this kind is over; the call's lock is held until then. */
  after(kind: TransitionKind, object: string, then: () => void): void;
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
