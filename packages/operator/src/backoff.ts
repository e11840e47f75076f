export interface Backoff {
  /** The first delay, in milliseconds. */
  firstMs: number;
  /** No delay is longer than this. */
  capMs: number;
}

/**
 * The delay before the n-th attempt after a failure (n from 1): doubling, capped, with "equal jitter" — between half and all of it,
 * so that many clients that failed together do not come back together and nobody hammers.
 */
export function backoffMs({ firstMs, capMs }: Backoff, failures: number, random: () => number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
