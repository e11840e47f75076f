import { goQuote } from '../../go-format.ts';

/** An IP address: 4 or 16 bytes. */
export interface Address {
  bytes: readonly number[];
  zone: string;
}

export type ParsedAddress = { address: Address } | { problem: string };

/** Reads an address as Go's `netip.ParseAddr` does, with its words for what is none. */
export function parseAddress(text: string): ParsedAddress {
  const parsed = parse(text);
  if ('bytes' in parsed) return { address: parsed };
  const at = parsed.at === undefined ? '' : ` (at ${goQuote(parsed.at)})`;
  return { problem: `ParseAddr(${goQuote(text)}): ${parsed.what}${at}` };
}

interface Problem {
  what: string;
  at?: string;
}

function parse(text: string): Address | Problem {
  switch (/[.:%]/.exec(text)?.[0]) {
    case '.': {
      const parsed = parseFour(text);
      return 'bytes' in parsed ? { ...parsed, zone: '' } : parsed;
    }
    case ':':
      return parseSix(text);
    case '%':
      return { what: 'missing IPv6 address' };
    default:
      return { what: 'unable to parse IP' };
  }
}

function parseFour(text: string): { bytes: number[] } | Problem {
  const bytes: number[] = [];
  let digits = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/\d/.test(character)) {
      if (digits === '0') return { what: 'IPv4 field has octet with leading zero' };
      digits += character;
      if (Number(digits) > 255) return { what: 'IPv4 field has value >255' };
    } else if (character === '.') {
      if (digits === '' || at === text.length - 1) {
        return { what: 'IPv4 field must have at least one digit', at: text.slice(at) };
      }
      if (bytes.length === 3) return { what: 'IPv4 address too long' };
      bytes.push(Number(digits));
      digits = '';
    } else {
      return { what: 'unexpected character', at: text.slice(at) };
    }
  }
  return bytes.length < 3 ? { what: 'IPv4 address too short' } : { bytes: [...bytes, Number(digits)] };
}

function parseSix(text: string): Address | Problem {
  const sign = text.indexOf('%');
  const zone = sign < 0 ? '' : text.slice(sign + 1);
  if (sign >= 0 && zone === '') return { what: 'zone must be a non-empty string' };
  const bytes: number[] = [];
  let rest = sign < 0 ? text : text.slice(0, sign);
  let gap: number | undefined;
  if (rest.startsWith('::')) {
    gap = 0;
    rest = rest.slice(2);
  }
  while (rest !== '' && bytes.length < 16) {
    const [field = ''] = /^[0-9a-f]*/i.exec(rest) ?? [];
    if (field.length > 4) return { what: 'each group must have 4 or less digits', at: rest };
    if (field === '') return { what: 'each colon-separated field must have at least one digit', at: rest };
    if (rest.charAt(field.length) === '.') {
      if (gap === undefined && bytes.length !== 12) {
        return { what: 'embedded IPv4 address must replace the final 2 fields of the address', at: rest };
      }
      if (bytes.length > 12) {
        return { what: 'too many hex fields to fit an embedded IPv4 at the end of the address', at: rest };
      }
      const four = parseFour(rest);
      if (!('bytes' in four)) return four;
      bytes.push(...four.bytes);
      rest = '';
      break;
    }
    const value = Number.parseInt(field, 16);
    bytes.push(value >> 8, value & 0xff);
    rest = rest.slice(field.length);
    if (rest === '') break;
    if (!rest.startsWith(':')) return { what: 'unexpected character, want colon', at: rest };
    if (rest === ':') return { what: 'colon must be followed by more characters', at: rest };
    rest = rest.slice(1);
    if (!rest.startsWith(':')) continue;
    if (gap !== undefined) return { what: 'multiple :: in address', at: rest };
    gap = bytes.length;
    rest = rest.slice(1);
  }
  if (rest !== '') return { what: 'trailing garbage after address', at: rest };
  if (bytes.length < 16) {
    if (gap === undefined) return { what: 'address string too short' };
    bytes.splice(gap, 0, ...Array.from({ length: 16 - bytes.length }, () => 0));
  } else if (gap !== undefined) {
    return { what: 'the :: must expand to at least one field of zeros' };
  }
  return { bytes, zone };
}

/** The canonical form: an IPv6 address in lower case, its longest row of two zero fields or more written `::`. */
export function formatAddress({ bytes, zone }: Address): string {
  if (bytes.length === 4) return bytes.join('.');
  const fields = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
  let longest = { from: 0, to: 1 };
  for (let from = 0; from < 8; from += 1) {
    let to = from;
    while (fields[to] === 0) to += 1;
    if (to - from > longest.to - longest.from) longest = { from, to };
  }
  const written = (part: readonly number[]): string => part.map((field) => field.toString(16)).join(':');
  const text =
    longest.to - longest.from < 2
      ? written(fields)
      : `${written(fields.slice(0, longest.from))}::${written(fields.slice(longest.to))}`;
  return zone === '' ? text : `${text}%${zone}`;
}

/** Whether an IPv6 address stands for an IPv4 one: `::ffff:1.2.3.4`. */
export function isMapped({ bytes }: Address): boolean {
  return bytes.length === 16 && bytes.every((byte, at) => at >= 12 || byte === (at < 10 ? 0 : 0xff));
}
