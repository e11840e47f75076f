/** Classes of characters in YAML 1.1, by code. What lies beyond the end of a text has the code NaN. */

export const characters = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  quote: 39,
  zero: 48,
  colon: 58,
  less: 60,
  backslash: 92,
} as const;

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Of the name of an anchor, a handle or a directive. */
export function isWord(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 45;
}

export const isBlank = (code: number): boolean => code === 32 || code === 9;

/** LF, CR, and the three breaks of Unicode: NEL, LS, PS. */
export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || Number.isNaN(code);
}

export function isSpaceOrEnd(code: number): boolean {
  return code <= 32 || isBreakOrEnd(code);
}

/** `,` `?` `[` `]` `{` `}`: within brackets, a plain scalar ends there. */
export function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125;
}
