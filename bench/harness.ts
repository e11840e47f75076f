/**
 * What a bench tells. Each `bench/NAME.bench.ts` exports `run(): Promise<BenchResult | BenchResult[]>`, which measures one number or
 * several of the same run; `npm run bench` runs each in a process of its own and prints all as one table.
 */

/** One measured number against its budget. */
export interface BenchResult {
  /** What was measured, such as `apply → Available, 1 cluster`. */
  readonly name: string;
  readonly value: number;
  /** Such as `ms`, `MiB`, `calls`, `×`. */
  readonly unit: string;
  /** The budget in words, such as `≤ 1.10`; empty when the number is only told. */
  readonly budget: string;
  readonly pass: boolean;
  /** Whatever helps to read the number: spread, counts, machine. */
  readonly notes: string;
}

interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly notes?: string;
}

/** A number that must not be larger than `limit`. */
export function atMost(limit: number, measured: Measured): BenchResult {
  return { notes: '', ...measured, budget: `≤ ${limit}`, pass: measured.value <= limit };
}

/** A number that must not be smaller than `limit`. */
export function atLeast(limit: number, measured: Measured): BenchResult {
  return { notes: '', ...measured, budget: `≥ ${limit}`, pass: measured.value >= limit };
}

/** A number without a budget. */
export function told(measured: Measured): BenchResult {
  return { notes: '', ...measured, budget: '', pass: true };
}

/** The middle of the numbers, the lower of two. Throws RangeError when there are none. */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('the median of no numbers');
  return middle;
}
