/** As much of the zip format as reading one entry takes: the central directory, stored or deflated, no zip64, no encryption. */
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The bytes of one entry. Throws RangeError when the archive has no such entry or is not one we can read.
 * @param {Buffer} archive
 * @param {string} name
 */
export function unzip(archive, name) {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) {
    throw new RangeError('not a zip archive: no end of central directory');
  }
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) {
      throw new RangeError('the zip archive is damaged: its central directory does not hold what it says');
    }
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      return contents(archive, at, name);
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new RangeError(`the zip archive has no entry ${name}`);
}

/**
 * @param {Buffer} archive
 * @param {number} at where its entry in the central directory begins
 * @param {string} name
 */
function contents(archive, at, name) {
  const method = archive.readUInt16LE(at + 10);
  const size = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  // The local header repeats the name, and its extra field may differ in length from the directory's.
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(begin, begin + size);
  if (method !== STORED && method !== DEFLATED) {
    throw new RangeError(`${name} is compressed by method ${method}, which this reader does not know`);
  }
  return method === STORED ? packed : inflateRawSync(packed);
}
