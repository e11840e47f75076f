import { resolve } from './resolve.ts';

export type Style = 'plain' | 'single' | 'double' | 'literal';

const unprintable = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const indicator = /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[-?](?: |$)|:(?: |$)|[ \u2028\u2029]#/;
const base60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;

/** How a real server writes a text, so that it is read as that again, also by readers that know more numbers. */
export function styleOf(text: string): Style {
  if (unprintable.test(text)) return 'double';
  if (text.includes('\n')) return / (?:[\n\u2028\u2029]|$)/.test(text) ? 'double' : 'literal';
  if (resolve(text).type !== 'str' || base60.test(text)) return 'double';
  if (/ [\u2028\u2029]|[\u2028\u2029] /.test(text)) return 'double';
  return indicator.test(text) || /^ | $|[\u2028\u2029]/.test(text) ? 'single' : 'plain';
}

const names: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** What stands between double quotes for a text. After a byte order mark, everything is escaped. */
export function escaped(text: string): string {
  const special = text.startsWith('\ufeff')
    ? /[^]/gu
    : /["\\\u2028\u2029]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu;
  return text.replace(special, (character) => `\\${names[character] ?? hexadecimal(character.codePointAt(0) ?? 0)}`);
}

function hexadecimal(code: number): string {
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `u${digits.padStart(4, '0')}` : `U${digits.padStart(8, '0')}`;
}
