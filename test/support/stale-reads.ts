/** Lists that lag behind: what was deleted is still in them, what was made is not yet. */
import type { ActionName, ActionRequest, ActionResponse, CallOptions, Cloud } from '@asm-privatelink/cloud';
import type { Clock } from '@asm-privatelink/emulator';

export interface StaleReads {
  cloud: Cloud;
  /** Each answer of this action is given again to the same call, for `ms` from its first one on. */
  freeze(action: ActionName, ms: number): void;
  thaw(): void;
  /** How many old answers were given. */
  given(): number;
}

export function staleReads(inner: Cloud, clock: Clock): StaleReads {
  let frozen: { action: ActionName; ms: number; answers: Map<string, { at: number; answer: unknown }> } | undefined;
  let given = 0;
  return {
    cloud: {
      region: inner.region,
      async call<Name extends ActionName>(name: Name, request: ActionRequest<Name>, options?: CallOptions) {
        if (frozen?.action !== name) return inner.call(name, request, options);
        const { answers, ms } = frozen;
        const key = JSON.stringify(request);
        const old = answers.get(key);
        if (old !== undefined && clock.now() - old.at < ms) {
          given += 1;
          return old.answer as ActionResponse<Name>; // given before, to this very call
        }
        const answer = await inner.call(name, request, options);
        if (old === undefined) answers.set(key, { at: clock.now(), answer });
        return answer;
      },
    },
    freeze(action, ms) {
      frozen = { action, ms, answers: new Map() };
      given = 0;
    },
    thaw() {
      frozen = undefined;
    },
    given: () => given,
  };
}
