/**
 * Idempotency by ClientToken (alibaba-cloud-api §2.4): the same token and parameters give the first answer again; the same token while the
 * first is being worked on, or with other parameters, is refused. A refused call leaves no trace.
 */
import { ApiError } from './errors.ts';

interface Remembered {
  readonly fingerprint: string;
  readonly expiresAt: number;
  answer?: unknown;
  done: boolean;
}

export interface Attempt {
  succeed(answer: unknown): void;
  fail(): void;
}

/** What each product says of a token whose call is still running (alibaba-cloud-api §2.8, §3, §10.3). */
const PROCESSING: Readonly<Record<string, string>> = {
  privatelink: 'IdempotenceProcessing',
  vpc: 'OperationFailed.LastTokenProcessing',
  slb: 'OperationFailed.TokenIsProcessing',
};

export class Tokens {
  readonly #remembered = new Map<string, Remembered>();

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
      if (!earlier.done) {
        const code = PROCESSING[product] ?? 'IdempotenceProcessing';
        throw new ApiError(code, 'A request with this ClientToken is still being worked on.');
      }
      return { answer: earlier.answer };
    }
    const remembered: Remembered = { fingerprint, expiresAt: now + lifetimeMs, done: false };
    this.#remembered.set(key, remembered);
    return {
      succeed: (answer) => {
        remembered.answer = answer;
        remembered.done = true;
      },
      fail: () => this.#remembered.delete(key),
    };
  }

  /** Entries stand in order of coming and live equally long, so the expired ones are the first. */
  #forgetExpired(now: number): void {
    for (const [key, { expiresAt }] of this.#remembered) {
      if (expiresAt > now) return;
      this.#remembered.delete(key);
    }
  }
}
