import { characters, isBlank, isBreak, isDigit, isFlowIndicator, isSpaceOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** What stands between two words of a scalar: blanks, or line breaks with blanks around them. */
interface Gap {
  text: string;
  broken: boolean;
}

const noGap: Gap = { text: '', broken: false };

export interface PlainScalar {
  text: string;
  /** Whether it was looked for on another line too, even if nothing of it stands there. */
  broken: boolean;
}

/** A scalar without quotes, in a block that is indented so far. @throws SyntaxError */
export function plainScalar(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  let text = '';
  let gap = noGap;
  for (;;) {
    cursor.need(4);
    if (cursor.seesDocumentMark() || cursor.sees('#')) break;
    const from = cursor.at;
    while (!endsPlain(cursor, inFlow)) cursor.at += 1;
    if (cursor.at > from) {
      text += gap.text + cursor.text.slice(from, cursor.at);
      gap = noGap;
    }
    cursor.need(2);
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    gap = takeGap(cursor, indent);
    if (!inFlow && cursor.column < indent) break;
  }
  return { text, broken: gap.broken };
}

function endsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const code = cursor.code();
  return (
    isSpaceOrEnd(code) ||
    (code === characters.colon && isSpaceOrEnd(cursor.code(1))) ||
    (inFlow && isFlowIndicator(code))
  );
}

/** A scalar in the quotes that stand at the cursor. @throws SyntaxError */
export function quotedScalar(cursor: Cursor): string {
  const quote = cursor.code();
  cursor.at += 1;
  let text = '';
  for (;;) {
    cursor.need(4);
    if (cursor.seesDocumentMark()) cursor.fail('found unexpected document indicator');
    if (Number.isNaN(cursor.code())) cursor.fail('found unexpected end of stream');
    text += quote === characters.quote ? singleQuoted(cursor) : doubleQuoted(cursor);
    cursor.need(1);
    if (cursor.code() === quote) break;
    text += cursor.code() === characters.backslash ? escapedGap(cursor) : takeGap(cursor, 0).text;
  }
  cursor.at += 1;
  return text;
}

function singleQuoted(cursor: Cursor): string {
  let text = '';
  let from = cursor.at;
  for (let code = cursor.code(); !isSpaceOrEnd(code); code = cursor.code()) {
    if (code === characters.quote) cursor.need(2);
    if (code === characters.quote && cursor.code(1) !== code) break;
    cursor.at += 1;
    if (code !== characters.quote) continue;
    text += cursor.text.slice(from, cursor.at);
    cursor.at += 1;
    from = cursor.at;
  }
  return text + cursor.text.slice(from, cursor.at);
}

/** Up to a space, a break, even an escaped one, or the closing quote. */
function doubleQuoted(cursor: Cursor): string {
  let text = '';
  let from = cursor.at;
  for (let code = cursor.code(); !isSpaceOrEnd(code) && code !== characters.doubleQuote; code = cursor.code()) {
    if (code !== characters.backslash) {
      cursor.at += 1;
      continue;
    }
    cursor.need(2);
    if (isBreak(cursor.code(1))) break;
    text += cursor.text.slice(from, cursor.at) + takeEscape(cursor);
    from = cursor.at;
  }
  return text + cursor.text.slice(from, cursor.at);
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function takeEscape(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.at + 1);
  const known = escapes[letter];
  const length = escapeLengths[letter] ?? 0;
  if (known === undefined && length === 0) cursor.fail('found unknown escape character');
  cursor.at += 2;
  if (known !== undefined) return known;
  cursor.need(length);
  const digits = cursor.text.slice(cursor.at, cursor.at + length);
  if (!/^[\da-f]*$/i.test(digits) || digits.length < length) cursor.fail('did not find expected hexdecimal number');
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) cursor.fail('found invalid Unicode character escape code');
  cursor.at += length;
  return String.fromCodePoint(code);
}

/** After an escaped break, only further breaks count. */
function escapedGap(cursor: Cursor): string {
  cursor.at += 1;
  cursor.takeBreak();
  return takeBreaks(cursor, 0);
}

function takeGap(cursor: Cursor, indent: number): Gap {
  const from = cursor.at;
  cursor.skipBlanks();
  if (!isBreak(cursor.code())) return { text: cursor.text.slice(from, cursor.at), broken: false };
  const first = cursor.takeBreak();
  const rest = takeBreaks(cursor, indent);
  // One break is a space, several are one fewer; Unicode's own stay.
  const text = first !== '\n' ? first + rest : rest === '' ? ' ' : rest;
  return { text, broken: true };
}

function takeBreaks(cursor: Cursor, indent: number): string {
  let breaks = '';
  for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
    if (isBreak(code)) {
      breaks += cursor.takeBreak();
      continue;
    }
    const isIndentation = cursor.column < indent;
    if (code === characters.tab && isIndentation) cursor.fail('found a tab character that violates indentation');
    cursor.at += 1;
  }
  cursor.need(1);
  return breaks;
}

/** A scalar after `|` or `>`, in a block that is indented by `outer`, or -1. @throws SyntaxError */
export function blockScalar(cursor: Cursor, outer: number): string {
  const isLiteral = cursor.sees('|');
  cursor.at += 1;
  const { chomping, increment } = takeHints(cursor);
  cursor.endLine();
  let indent = increment === 0 ? 0 : Math.max(outer, 0) + increment;
  let lead = takeBlankLines(cursor, indent);
  indent ||= Math.max(lead.indent, outer + 1, 1);
  let text = '';
  let lastBreak = '';
  let wasIndented = false;
  for (;;) {
    cursor.need(1);
    if (cursor.column !== indent || Number.isNaN(cursor.code())) break;
    const isIndented = isBlank(cursor.code());
    const folds = !isLiteral && !wasIndented && !isIndented && lastBreak === '\n';
    text += folds ? (lead.breaks === '' ? ' ' : lead.breaks) : lastBreak + lead.breaks;
    wasIndented = isIndented;
    text += cursor.takeLine();
    lastBreak = isBreak(cursor.code()) ? cursor.takeBreak() : '';
    lead = takeBlankLines(cursor, indent);
  }
  if (chomping === '-') return text;
  return chomping === '+' ? text + lastBreak + lead.breaks : text + lastBreak;
}

function takeHints(cursor: Cursor): { chomping: string; increment: number } {
  let chomping = '';
  let increment = 0;
  for (let count = 0; count < 2; count += 1) {
    const code = cursor.code();
    if (chomping === '' && (cursor.sees('+') || cursor.sees('-'))) chomping = cursor.character();
    else if (increment === 0 && isDigit(code)) increment = code - characters.zero;
    else break;
    if (code === characters.zero) cursor.fail('found an indentation indicator equal to 0');
    cursor.at += 1;
  }
  return { chomping, increment };
}

/** Breaks before the next line with anything in it; with `indent` 0, also how far the widest of these lines is indented. */
function takeBlankLines(cursor: Cursor, indent: number): { breaks: string; indent: number } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    cursor.need(1);
    const isInside = (): boolean => indent === 0 || cursor.column < indent;
    while (isInside() && cursor.code() === characters.space) cursor.at += 1;
    widest = Math.max(widest, cursor.column);
    if (isInside() && cursor.code() === characters.tab) {
      cursor.fail('found a tab character where an indentation space is expected');
    }
    if (!isBreak(cursor.code())) return { breaks, indent: widest };
    breaks += cursor.takeBreak();
  }
}
