/**
 * DNS messages (RFC 1035) as far as a server of addresses needs them: a question is read, an answer with addresses or without any is
 * written. No name but the question's own is ever compressed against.
 */
import { isIPv4 } from 'node:net';

export const recordTypes = { A: 1, SOA: 6, AAAA: 28, ANY: 255 } as const;

export const responseCodes = { ok: 0, formatError: 1, nameError: 3, notImplemented: 4, refused: 5 } as const;

/** Without EDNS, no answer over UDP may be longer (RFC 1035 §4.2.1). */
export const longestOverUdp = 512;

const headerBytes = 12;
const classInternet = 1;
/** Points at the question's name, which stands right behind the header. */
const questionName = Buffer.from([0xc0, headerBytes]);

/** What is asked; or a message that can only be answered with a code. */
export interface DnsQuery {
  readonly id: number;
  readonly recursionDesired: boolean;
  readonly opcode: number;
  /** Missing when there is not exactly one, or when it cannot be read. */
  readonly question: DnsQuestion | undefined;
}

export interface DnsQuestion {
  /** As it was spelt, without the last dot. */
  readonly name: string;
  readonly type: number;
  /** The question as it came, to be repeated in the answer. */
  readonly bytes: Buffer;
}

export interface DnsAnswer {
  readonly code: number;
  /** IPv4 addresses of the name. */
  readonly addresses: readonly string[];
  /** Seconds that the answer, or its being empty, may be remembered. */
  readonly ttlSeconds: number;
  /** The zone to name in an answer without addresses, so that it can be remembered (RFC 2308). */
  readonly zone?: string;
}

/** Undefined for what is no query at all: it gets no answer, lest two servers answer each other for ever. */
export function readQuery(message: Buffer): DnsQuery | undefined {
  if (message.length < headerBytes) return undefined;
  const flags = message.readUInt16BE(2);
  const isResponse = (flags & 0x8000) !== 0;
  if (isResponse) return undefined;
  const questions = message.readUInt16BE(4);
  return {
    id: message.readUInt16BE(0),
    recursionDesired: (flags & 0x0100) !== 0,
    opcode: (flags >> 11) & 0xf,
    question: questions === 1 ? readQuestion(message) : undefined,
  };
}

function readQuestion(message: Buffer): DnsQuestion | undefined {
  const labels: string[] = [];
  let at = headerBytes;
  for (;;) {
    const length = message[at];
    // Longer than 63 is a pointer or reserved; a question has neither. A name takes at most 255 bytes.
    if (length === undefined || length > 63 || at - headerBytes > 254) return undefined;
    at += 1;
    if (length === 0) break;
    const label = message.subarray(at, at + length);
    if (label.length < length) return undefined;
    // A dot inside a label is not the dot between two.
    labels.push(label.toString('latin1').replaceAll('.', '\\.'));
    at += length;
  }
  if (at + 4 > message.length) return undefined;
  const bytes = message.subarray(headerBytes, at + 4);
  // A class that is not the Internet's has no names here.
  const type = message.readUInt16BE(at + 2) === classInternet ? message.readUInt16BE(at) : 0;
  return { name: labels.join('.'), type, bytes };
}

/** The whole answer; one that is longer than `limit` is cut to its question and says so, and the client comes again over TCP. */
export function writeAnswer(query: DnsQuery, answer: DnsAnswer, limit = 0xffff): Buffer {
  const { code, addresses, ttlSeconds, zone } = answer;
  const records = addresses.map((address) => addressRecord(address, ttlSeconds));
  const authority = addresses.length === 0 && zone !== undefined ? [zoneRecord(zone, ttlSeconds)] : [];
  const question = query.question?.bytes ?? Buffer.alloc(0);
  const whole = Buffer.concat([
    header(query, { code, truncated: false, answers: records.length, authorities: authority.length }),
    question,
    ...records,
    ...authority,
  ]);
  if (whole.length <= limit) return whole;
  return Buffer.concat([header(query, { code, truncated: true, answers: 0, authorities: 0 }), question]);
}

interface Outline {
  readonly code: number;
  readonly truncated: boolean;
  readonly answers: number;
  readonly authorities: number;
}

function header(query: DnsQuery, { code, truncated, answers, authorities }: Outline): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  const isAuthority = code === responseCodes.ok || code === responseCodes.nameError;
  bytes.writeUInt16BE(query.id, 0);
  bytes.writeUInt16BE(
    0x8000 |
      (query.opcode << 11) |
      (isAuthority ? 0x0400 : 0) |
      (truncated ? 0x0200 : 0) |
      (query.recursionDesired ? 0x0100 : 0) |
      code,
    2,
  );
  bytes.writeUInt16BE(query.question ? 1 : 0, 4);
  bytes.writeUInt16BE(answers, 6);
  bytes.writeUInt16BE(authorities, 8);
  return bytes;
}

function addressRecord(address: string, ttlSeconds: number): Buffer {
  if (!isIPv4(address)) throw new RangeError(`not an IPv4 address: ${address}`);
  return record(questionName, recordTypes.A, ttlSeconds, Buffer.from(address.split('.').map(Number)));
}

/** The start of authority: its last number is how long a name may be remembered as missing. */
function zoneRecord(zone: string, ttlSeconds: number): Buffer {
  const numbers = Buffer.alloc(20);
  [1, 3600, 600, 86_400, ttlSeconds].forEach((value, index) => void numbers.writeUInt32BE(value, index * 4));
  const data = Buffer.concat([nameBytes(`ns.${zone}`), nameBytes(`hostmaster.${zone}`), numbers]);
  return record(nameBytes(zone), recordTypes.SOA, ttlSeconds, data);
}

function record(name: Buffer, type: number, ttlSeconds: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(classInternet, 2);
  fixed.writeUInt32BE(ttlSeconds, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([name, fixed, data]);
}

function nameBytes(name: string): Buffer {
  return Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);
}
