/** Cases that are too many for every run: all of them under ASMPVL_EXHAUSTIVE=1, else a sample that is the same on every machine. */

export const exhaustive = process.env['ASMPVL_EXHAUSTIVE'] === '1';

/** `size` of the cases, evenly spread over them and shifted by `seed`; or all. */
export function sample<T>(cases: readonly T[], size: number, seed: number): T[] {
  if (exhaustive || cases.length <= size) return [...cases];
  const stride = cases.length / size;
  return Array.from({ length: size }, (_, index) => cases[Math.floor(index * stride + (seed % stride))]).filter(
    (one) => one !== undefined,
  );
}

/** `create: 104/104`, and in a sample `of 104` behind it. */
export function tell(name: string, passed: number, tried: number, total: number): void {
  process.stdout.write(`${name}: ${passed}/${tried}${tried === total ? '' : ` (a sample of ${total})`}\n`);
}
