/** Just enough of the protocol buffer wire format to write one: fields in the order they are put. */
export class ProtoWriter {
  #chunks: Uint8Array[] = [];
  #size = 0;

  text(field: number, value: string | undefined): this {
    return value === undefined || value === '' ? this : this.bytes(field, Buffer.from(value, 'utf8'));
  }

  texts(field: number, values: readonly string[]): this {
    for (const value of values) this.bytes(field, Buffer.from(value, 'utf8'));
    return this;
  }

  flag(field: number, value: boolean | undefined): this {
    return value === true ? this.#push(varint(field << 3)).#push(varint(1)) : this;
  }

  integer(field: number, value: number | undefined): this {
    return value === undefined || value <= 0 ? this : this.#push(varint(field << 3)).#push(varint(value));
  }

  double(field: number, value: number | undefined): this {
    if (value === undefined || value === 0) return this;
    const buffer = Buffer.alloc(8);
    buffer.writeDoubleLE(value);
    return this.#push(varint((field << 3) | 1)).#push(buffer);
  }

  message(field: number, value: ProtoWriter | undefined): this {
    return value === undefined ? this : this.bytes(field, value.finish());
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#push(varint((field << 3) | 2))
      .#push(varint(value.byteLength))
      .#push(value);
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#chunks, this.#size);
  }

  #push(chunk: Uint8Array): this {
    this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    return this;
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
