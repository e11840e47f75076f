import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unzip } from './unzip.mjs';

const uint16 = (value: number) => Buffer.from(new Uint16Array([value]).buffer);
const uint32 = (value: number) => Buffer.from(new Uint32Array([value]).buffer);

/** A zip archive of the given entries, laid out as APPNOTE.TXT §4.3 says; checksums are left at zero. */
function zip(entries: { name: string; text: string; method: number }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, method } of entries) {
    const packed = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const sizes = [uint32(0), uint32(packed.length), uint32(text.length), uint16(name.length)];
    const extra = Buffer.from('extra');
    const localHead = [uint32(0x04034b50), uint16(20), uint16(0), uint16(method), uint32(0)];
    const local = Buffer.concat([...localHead, ...sizes, uint16(extra.length), Buffer.from(name), extra, packed]);
    const head = [uint32(0x02014b50), uint16(20), uint16(20), uint16(0), uint16(method), uint32(0)];
    const tail = [uint16(0), uint16(3), uint16(0), uint16(0), uint32(0), uint32(offset)];
    directory.push(...head, ...sizes, ...tail, Buffer.from(name), Buffer.from('why'));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = uint16(entries.length);
  const end = [
    uint32(0x06054b50),
    uint16(0),
    uint16(0),
    count,
    count,
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ];
  return Buffer.concat([...locals, central, ...end]);
}

describe('unzip', () => {
  const archive = zip([
    { name: 'kubectl/', text: '', method: 0 },
    { name: 'kubectl/kubectl', text: 'deflated '.repeat(100), method: 8 },
    { name: 'note', text: 'stored', method: 0 },
    { name: 'odd', text: 'x', method: 12 },
  ]);

  it('reads a deflated entry', () => {
    expect(unzip(archive, 'kubectl/kubectl').toString()).toBe('deflated '.repeat(100));
  });

  it('reads a stored entry', () => {
    expect(unzip(archive, 'note').toString()).toBe('stored');
  });

  it.each([
    { of: archive, name: 'helm', says: /no entry helm/ },
    { of: archive, name: 'odd', says: /method 12/ },
    { of: Buffer.from('no'), name: 'x', says: /not a zip archive/ },
  ])('says $says', ({ of, name, says }) => {
    expect(() => unzip(of, name)).toThrow(says);
  });
});
