/** The lines in which a text differs from another one, in order: `-` as expected, `+` as they are; what both have is left out. */
export function changedLines(expected: string, actual: string): string[] {
  if (expected === actual) return [];
  const left = expected.split('\n');
  const right = actual.split('\n');
  const common = longestCommon(left, right);
  const length = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const changes: string[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) [i, j] = [i + 1, j + 1];
    else if (i < left.length && length(i + 1, j) >= length(i, j + 1)) changes.push(`-${left[i++]}`);
    else changes.push(`+${right[j++]}`);
  }
  return changes;
}

/** At `[i][j]`, how many lines the texts have in common from there on. */
function longestCommon(left: readonly string[], right: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i], table[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] = left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
