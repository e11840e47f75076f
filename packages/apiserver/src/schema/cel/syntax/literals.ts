/** What is wrong with the text of a whole number, or undefined. */
export function integerProblem(text: string): string | undefined {
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  return BigInt.asIntN(64, value) === value ? undefined : 'invalid int literal';
}

export function unsignedProblem(text: string): string | undefined {
  const value = BigInt(text.slice(0, -1));
  return BigInt.asUintN(64, value) === value ? undefined : 'invalid uint literal';
}

export function doubleProblem(text: string): string | undefined {
  return Number.isFinite(Number(text)) ? undefined : 'invalid double literal';
}

/** What no grammar tells of the escapes in a string, or in bytes: those that stand for no character. */
export function escapeProblem(text: string, isBytes: boolean): string | undefined {
  if (/^[bB]?[rR]/.test(text)) return undefined;
  for (const [, short, long] of text.matchAll(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|[^uU])/gs)) {
    const digits = short ?? long;
    if (digits === undefined) continue;
    if (isBytes) return 'unable to unescape string';
    const point = Number.parseInt(digits, 16);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return 'invalid unicode code point';
  }
  return undefined;
}
