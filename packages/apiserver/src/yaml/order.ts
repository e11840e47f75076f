/** The order in which a real server writes keys: letters after everything else, and numbers within keys by what they count. */
export function compareKeys(left: string, right: string): number {
  const at = firstDifference(left, right);
  const [first, second] = [left.codePointAt(at), right.codePointAt(at)];
  if (first === undefined || second === undefined) return left.length - right.length;
  const [isFirstLetter, isSecondLetter] = [isLetter(first), isLetter(second)];
  if (isFirstLetter !== isSecondLetter) return isSecondLetter ? -1 : 1;
  return (isFirstLetter ? 0 : compareNumbers(left, right, at)) || first - second;
}

function firstDifference(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  const isSecondHalf = (left.charCodeAt(at) & 0xfc00) === 0xdc00 && at > 0;
  return isSecondHalf ? at - 1 : at;
}

function isLetter(code: number): boolean {
  return /\p{L}/u.test(String.fromCodePoint(code));
}

function compareNumbers(left: string, right: string, at: number): number {
  const digits = [left, right].map((key) => /^\p{Nd}*/u.exec(key.slice(at))?.[0] ?? '');
  const [first = '', second = ''] = digits;
  // A zero that comes after another digit counts.
  const isWithin = (first.startsWith('0') || second.startsWith('0')) && /[^\P{Nd}0]\p{Nd}*$/u.test(left.slice(0, at));
  const lead = isWithin ? 1n : 0n;
  const difference = numberOf(first, lead) - numberOf(second, lead);
  return difference === 0n ? first.length - second.length : difference < 0n ? -1 : 1;
}

/** As Go counts: in 64 bits, whatever the number. */
function numberOf(digits: string, lead: bigint): bigint {
  let number = lead;
  for (const digit of digits) number = number * 10n + BigInt((digit.codePointAt(0) ?? 0) - 48);
  return BigInt.asIntN(64, number);
}
