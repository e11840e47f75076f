/** A tar archive of a few plain files, in the format that every tar reads (POSIX.1-1988 ustar). Pure. */

export interface TarFile {
  /** With `/`, at most 100 bytes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
const OWNER_ONLY = 0o600;

/** @param at seconds since the epoch, for every file */
export function tar(files: readonly TarFile[], at: number): Buffer {
  const parts = files.flatMap(({ name, bytes }) => [
    header(name, bytes.length, at),
    bytes,
    Buffer.alloc(-bytes.length & (BLOCK - 1)),
  ]);
  // Two empty blocks are the end.
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** Numbers are octal text, and the checksum is made with eight spaces in its own place. */
function header(name: string, size: number, at: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`the name is too long for a tar archive: ${name}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, digits: number) =>
    block.write(`${value.toString(8).padStart(digits, '0')}\0`, offset);
  block.write(name, 0);
  octal(OWNER_ONLY, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(Math.floor(at), 136, 11);
  block.fill(' ', 148, 156);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  octal(sum, 148, 6);
  return block;
}
