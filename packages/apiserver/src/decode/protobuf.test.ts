import { describe, expect, it } from 'vitest';
import { ProtoWriter } from '../openapi/wire.ts';
import { StatusError } from '../status.ts';
import { parseProtobuf } from './protobuf.ts';

function envelope(apiVersion: string, kind: string, raw: ProtoWriter): Uint8Array {
  const type = new ProtoWriter().text(1, apiVersion).text(2, kind);
  return Buffer.concat([Buffer.from('k8s\0'), new ProtoWriter().message(1, type).message(2, raw).finish()]);
}

describe('parseProtobuf', () => {
  it('reads a secret: names, bytes, maps, numbers', () => {
    const entry = new ProtoWriter().text(1, 'token').bytes(2, Buffer.from('abc'));
    const metadata = new ProtoWriter().text(1, 's1').text(3, 't1').integer(7, 4);
    const secret = new ProtoWriter().message(1, metadata).message(2, entry).text(3, 'Opaque');
    expect(parseProtobuf(envelope('v1', 'Secret', secret))).toEqual({
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: { name: 's1', namespace: 't1', generation: 4 },
      data: { token: 'YWJj' },
      type: 'Opaque',
    });
  });

  it('reads times: whole seconds, micro seconds, none', () => {
    const metadata = new ProtoWriter().text(1, 'l').message(8, new ProtoWriter());
    const renew = new ProtoWriter().integer(1, 1_577_836_800).integer(2, 123_456_789);
    const lease = new ProtoWriter().message(1, metadata).message(2, new ProtoWriter().message(4, renew));
    const object = parseProtobuf(envelope('coordination.k8s.io/v1', 'Lease', lease));
    expect(object['metadata']).toEqual({ name: 'l', creationTimestamp: null });
    expect(object['spec']).toEqual({ renewTime: '2020-01-01T00:00:00.123456Z' });
  });

  it('refuses what is none, cut short or nested without end', () => {
    const bad = [
      new Uint8Array(),
      Buffer.from('{}'),
      Buffer.from('k8s\0\x0a\xff', 'latin1'),
      Buffer.from('k8s\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1'),
      envelope('v1', 'Secret', new ProtoWriter()).subarray(0, 12),
    ];
    for (const bytes of bad) expect(() => parseProtobuf(bytes)).toThrow(RangeError);
  });

  it('refuses a kind that it does not know, with a 400', () => {
    expect(() => parseProtobuf(envelope('v1', 'Nope', new ProtoWriter()))).toThrow(StatusError);
  });
});
