/**
 * A text cut to what the schema allows, the cut marked by `…`. A message that is longer would make the API server refuse the whole status.
 *
 * @param max characters, one of `limits`
 * @example clip(message, limits.rowMessage)
 */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  // Never half of a surrogate pair.
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
