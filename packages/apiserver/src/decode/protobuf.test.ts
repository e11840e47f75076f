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

  it('reads a definition: its schema with what may be a schema or something else, limits and JSON', () => {
    const json = (value: string) => new ProtoWriter().bytes(1, Buffer.from(value));
    const text = new ProtoWriter()
      .text(5, 'string')
      .message(20, json('"a"'))
      .message(20, json('"b"'))
      .message(8, json('"a"'));
    const list = new ProtoWriter().text(5, 'array').message(24, new ProtoWriter().message(1, text)).integer(16, 3);
    const map = new ProtoWriter().text(5, 'object').message(30, new ProtoWriter().flag(1, true).message(2, text));
    const open = new ProtoWriter().text(5, 'object').message(30, new ProtoWriter().flag(1, true)).flag(38, true);
    const size = new ProtoWriter().text(5, 'number').double(9, 1.5);
    const entry = (name: string, schema: ProtoWriter) => new ProtoWriter().text(1, name).message(2, schema);
    const root = new ProtoWriter()
      .text(5, 'object')
      .message(29, entry('list', list))
      .message(29, entry('map', map))
      .message(29, entry('open', open))
      .message(29, entry('size', size))
      .message(32, entry('list', new ProtoWriter().texts(2, ['map'])));
    const version = new ProtoWriter().text(1, 'v1').flag(2, true).message(4, new ProtoWriter().message(1, root));
    const spec = new ProtoWriter().text(1, 'example.com').message(7, version);
    const sent = new ProtoWriter().message(1, new ProtoWriter().text(1, 'gs.example.com')).message(2, spec);
    const items = { type: 'string', enum: ['a', 'b'], default: 'a' };
    const properties = {
      list: { type: 'array', items, maxItems: 3 },
      map: { type: 'object', additionalProperties: items },
      open: { type: 'object', additionalProperties: true, 'x-kubernetes-preserve-unknown-fields': true },
      size: { type: 'number', maximum: 1.5 },
    };
    const openAPIV3Schema = { type: 'object', properties, dependencies: { list: ['map'] } };
    expect(parseProtobuf(envelope('apiextensions.k8s.io/v1', 'CustomResourceDefinition', sent))).toEqual({
      kind: 'CustomResourceDefinition',
      apiVersion: 'apiextensions.k8s.io/v1',
      metadata: { name: 'gs.example.com' },
      spec: { group: 'example.com', versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema } }] },
    });
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
