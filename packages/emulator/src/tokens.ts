/**
 * Idempotency by ClientToken (alibaba-cloud-api §2.4): the same token and parameters give the first answer again; the same token while the
 * first is being worked on, or with other parameters, is refused. A refused call leaves no trace.
 */
import { ApiError, BadParameter } from './errors.ts';

interface Remembered {
  readonly fingerprint: string;
  readonly expiresAt: number;
  /** Set as soon as the call has taken its effect: a token is never forgotten that has made something. */
  effect?: { readonly answer: unknown };
  /** The answer has gone out. */
  done: boolean;
}

export interface Attempt {
  /** The call has taken its effect; replays are told to wait until `end`. */
  succeed(answer: unknown): void;
  /** The answer goes out; replays are given it from now on. */
  end(): void;
  fail(): void;
}

/** A token whose call has taken its effect. */
export interface SavedToken {
  readonly key: string;
  readonly fingerprint: string;
  readonly expiresAt: number;
  readonly answer: unknown;
}

/** What each product says of a token whose call is still running (alibaba-cloud-api §2.8, §3, §10.3). */
const PROCESSING: Readonly<Record<string, string>> = {
  privatelink: 'IdempotenceProcessing',
  vpc: 'OperationFailed.LastTokenProcessing',
  slb: 'OperationFailed.TokenIsProcessing',
};

const LONGEST_TOKEN = 64;

/** Throws BadParameter for a token that no client may send (alibaba-cloud-api §2.4). */
export function checkToken(token: string): void {
  if (token.length <= LONGEST_TOKEN && /^[\x20-\x7e]*$/.test(token)) return;
  throw new BadParameter('ClientToken', `The parameter ClientToken must be at most ${LONGEST_TOKEN} ASCII characters.`);
}

export class Tokens {
  readonly #remembered = new Map<string, Remembered>();
  readonly #onEffect: (token: SavedToken) => void;

  /** `onEffect` is told of each token whose call has taken its effect. */
  constructor(onEffect: (token: SavedToken) => void = () => {}) {
    this.#onEffect = onEffect;
  }

  /** The earlier answer, or an attempt to be ended either way. `key` is account, region, action and token. */
  begin(
    product: string,
    key: string,
    fingerprint: string,
    now: number,
    lifetimeMs: number,
  ): { answer: unknown } | Attempt {
    this.#forgetExpired(now);
    const earlier = this.#remembered.get(key);
    if (earlier !== undefined) {
      if (earlier.fingerprint !== fingerprint) {
        throw new ApiError(
          'IdempotenceSignatureMismatch',
          'The ClientToken was used before with other parameters. Use a new token for a new request.',
        );
      }
      if (!earlier.done || earlier.effect === undefined) {
        const code = PROCESSING[product] ?? 'IdempotenceProcessing';
        throw new ApiError(code, 'A request with this ClientToken is still being worked on.');
      }
      return { answer: earlier.effect.answer };
    }
    const remembered: Remembered = { fingerprint, expiresAt: now + lifetimeMs, done: false };
    this.#remembered.set(key, remembered);
    return {
      succeed: (answer) => {
        remembered.effect = { answer };
        this.#onEffect({ key, fingerprint, expiresAt: remembered.expiresAt, answer });
      },
      end: () => {
        remembered.done = true;
      },
      fail: () => {
        if (this.#remembered.get(key) === remembered) this.#remembered.delete(key);
      },
    };
  }

  /** Those whose calls have taken their effect, in order of coming. */
  saved(): SavedToken[] {
    return [...this.#remembered].flatMap(([key, { fingerprint, expiresAt, effect }]) =>
      effect === undefined ? [] : [{ key, fingerprint, expiresAt, answer: effect.answer }],
    );
  }

  /** Remembers these and no others. Calls that were running are as if they had never come. */
  restore(saved: readonly SavedToken[]): void {
    this.#remembered.clear();
    for (const { key, fingerprint, expiresAt, answer } of saved) {
      this.#remembered.set(key, { fingerprint, expiresAt, effect: { answer }, done: true });
    }
  }

  /** Entries stand in order of coming and live equally long, so the expired ones are the first. */
  #forgetExpired(now: number): void {
    for (const [key, { expiresAt }] of this.#remembered) {
      if (expiresAt > now) return;
      this.#remembered.delete(key);
    }
  }
}
