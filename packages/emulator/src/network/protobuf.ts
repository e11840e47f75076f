/**
 * As much of the protocol-buffers wire format as xDS needs: varints, and length-delimited strings, bytes and messages.
 */

/** A field as read: its number, and its value as a varint or as bytes. Fixed-width fields are skipped. */
export type Field =
  | { readonly number: number; readonly varint: bigint; readonly bytes?: undefined }
  | { readonly number: number; readonly bytes: Buffer; readonly varint?: undefined };

const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A field holding text, bytes or an encoded message. */
export function bytesField(number: number, value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint((number << 3) | wireType.bytes), varint(bytes.length), bytes]);
}

/** A text field; nothing when it has the default, the empty text. */
export function textField(number: number, value: string): Buffer {
  return value === '' ? Buffer.alloc(0) : bytesField(number, value);
}

/** An integer field; nothing when it has the default, 0. Only for values that are not negative. */
export function intField(number: number, value: number): Buffer {
  return value === 0 ? Buffer.alloc(0) : Buffer.concat([varint((number << 3) | wireType.varint), varint(value)]);
}

/** The fields of a message in their order. Throws RangeError when the message is cut short or malformed. */
export function* fields(message: Buffer): Generator<Field> {
  let at = 0;
  while (at < message.length) {
    const tag = readVarint(message, at);
    at = tag.next;
    const number = Number(tag.value >> 3n);
    const type = Number(tag.value & 7n);
    switch (type) {
      case wireType.varint: {
        const { value, next } = readVarint(message, at);
        at = next;
        yield { number, varint: value };
        break;
      }
      case wireType.bytes: {
        const length = readVarint(message, at);
        const end = length.next + Number(length.value);
        if (end > message.length) throw new RangeError(`field ${number} is longer than its message`);
        yield { number, bytes: message.subarray(length.next, end) };
        at = end;
        break;
      }
      case wireType.fixed64:
        at += 8;
        break;
      case wireType.fixed32:
        at += 4;
        break;
      default:
        throw new RangeError(`field ${number} has the unknown wire type ${type}`);
    }
  }
  if (at > message.length) throw new RangeError('the message is cut short');
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

function readVarint(message: Buffer, start: number): { value: bigint; next: number } {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = message[start + index];
    if (byte === undefined) throw new RangeError('the message is cut short');
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value, next: start + index + 1 };
  }
  throw new RangeError('a varint is longer than 10 bytes');
}
