/** Which of the words somebody meant who misspelt one; undefined when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.ceil(word.length / 3) ? best.candidate : undefined;
}

/** Letters to insert, delete, replace or swap with the next one (Damerau and Levenshtein, restricted). */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const options = [(row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push((before[j - 2] ?? 0) + 1);
      row.push(Math.min(...options));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
