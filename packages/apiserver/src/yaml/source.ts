import { isUtf8 } from 'node:buffer';

/** The text of a YAML as far as it can be read, and why no farther. */
export interface Source {
  text: string;
  problem: string | undefined;
}

interface Fault {
  offset: number;
  problem: string;
}

/** Bytes that a real server takes in at a time. It sees nothing of those among which one is wrong. */
const blockSize = 512;

const incomplete = 'incomplete UTF-8 octet sequence';
const forbidden = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Decodes UTF-8, or UTF-16 that begins with a byte order mark. */
export function decodeSource(bytes: Buffer): Source {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe) return decodeUtf8(Buffer.from(bytes.toString('utf16le', 2)));
  if (mark === 0xfeff) {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
    return decodeUtf8(Buffer.from(swapped.toString('utf16le', 2)));
  }
  return decodeUtf8(bytes);
}

function decodeUtf8(bytes: Buffer): Source {
  const wrong = isUtf8(bytes) ? undefined : firstWrong(bytes);
  const text = bytes.toString('utf8', 0, wrong?.offset);
  const index = text.search(forbidden);
  if (index < 0 && wrong === undefined) return { text: withoutMark(text), problem: undefined };
  const { offset, problem } =
    index < 0 && wrong !== undefined
      ? wrong
      : { offset: Buffer.byteLength(text.slice(0, index)), problem: 'control characters are not allowed' };
  // What is only incomplete shows when nothing more comes.
  const end = problem === incomplete ? offset : blockStart(bytes, offset);
  return { text: withoutMark(bytes.toString('utf8', 0, end)), problem };
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function blockStart(bytes: Buffer, offset: number): number {
  let start = 0;
  for (;;) {
    let next = start + blockSize;
    while (((bytes[next] ?? 0) & 0xc0) === 0x80) next -= 1;
    if (next > offset) return start;
    start = next;
  }
}

/** Only of bytes that are no UTF-8. */
function firstWrong(bytes: Buffer): Fault {
  for (let offset = 0; ; ) {
    while ((bytes[offset] ?? 0xff) < 0x80) offset += 1;
    const width = widthOf(bytes[offset] ?? 0);
    const problem = utf8Problem(bytes.subarray(offset, offset + width), width);
    if (problem !== undefined) return { offset, problem };
    offset += width;
  }
}

function widthOf(octet: number): number {
  if (octet < 0x80) return 1;
  if (octet >= 0xc0 && octet < 0xe0) return 2;
  if (octet >= 0xe0 && octet < 0xf0) return 3;
  return octet >= 0xf0 && octet < 0xf8 ? 4 : 0;
}

function utf8Problem(character: Buffer, width: number): string | undefined {
  if (width === 0) return 'invalid leading UTF-8 octet';
  if (character.length < width) return incomplete;
  if (character.subarray(1).some((octet) => (octet & 0xc0) !== 0x80)) return 'invalid trailing UTF-8 octet';
  if (isUtf8(character)) return undefined;
  const [first = 0, second = 0] = character;
  const isSurrogate = first === 0xed && second >= 0xa0;
  const isBeyond = first > 0xf4 || (first === 0xf4 && second >= 0x90);
  return isSurrogate || isBeyond ? 'invalid Unicode character' : 'invalid length of a UTF-8 sequence';
}
