import { describe, expect, it } from 'vitest';
import { AdsError, AdsStream } from './ads.ts';
import {
  type DiscoveryRequest,
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  typeUrls,
} from './xds.ts';

function request(change: Partial<DiscoveryRequest> = {}): DiscoveryRequest {
  return { version: '', nodeId: 'sidecar~1', resourceNames: [], typeUrl: typeUrls.cluster, nonce: '', ...change };
}

describe('an ADS stream', () => {
  it('when a type is asked for, it answers once; what is accepted or refused gets no second answer', () => {
    const stream = new AdsStream('istiod');
    const { answer } = stream.step(request());
    expect(answer).toEqual({
      version: '1',
      resources: [],
      typeUrl: typeUrls.cluster,
      nonce: '1',
      controlPlane: 'istiod',
    });
    expect(stream.step(request({ nodeId: '', version: '1', nonce: '1' }))).toEqual({ meaning: 'ack' });
    const error = { code: 3, message: 'bad cluster' };
    expect(stream.step(request({ nonce: '1', error }))).toEqual({ meaning: 'nack' });
  });

  it('when other resources are asked for, it answers with a new nonce, and the old one is stale', () => {
    const stream = new AdsStream('istiod');
    stream.step(request());
    const again = stream.step(request({ nonce: '1', resourceNames: ['b', 'a'] }));
    expect(again).toMatchObject({ meaning: 'subscribe', answer: { nonce: '2' } });
    expect(stream.step(request({ nonce: '1', resourceNames: [] }))).toEqual({ meaning: 'stale' });
    expect(stream.step(request({ nonce: '2', resourceNames: ['a', 'b'] }))).toEqual({ meaning: 'ack' });
  });

  it('when two types share a stream, each has its own nonce', () => {
    const stream = new AdsStream('istiod');
    stream.step(request());
    expect(stream.step(request({ typeUrl: typeUrls.listener })).answer?.nonce).toBe('2');
    expect(stream.step(request({ nonce: '1' }))).toEqual({ meaning: 'ack' });
  });

  it('when it reconnects with a version it has, it is answered anew', () => {
    expect(new AdsStream('istiod').step(request({ version: '1', nonce: '7' })).answer?.nonce).toBe('1');
  });

  it('when the stream does not say who it is, or a type is missing, it is refused', () => {
    expect(() => new AdsStream('istiod').step(request({ nodeId: '' }))).toThrow(AdsError);
    expect(() => new AdsStream('istiod').step(request({ typeUrl: '' }))).toThrow(AdsError);
  });
});

describe('xDS messages', () => {
  it('when encoded and decoded, they are the same', () => {
    const nack = request({ version: '1', resourceNames: ['a', 'b'], nonce: '2', error: { code: 13, message: 'nö' } });
    expect(decodeRequest(encodeRequest(nack))).toEqual(nack);
    const resources = [{ typeUrl: typeUrls.cluster, value: Buffer.alloc(300, 7) }];
    const response = { version: '2', resources, typeUrl: typeUrls.cluster, nonce: '3', controlPlane: 'istiod' };
    expect(decodeResponse(encodeResponse(response))).toEqual(response);
  });

  it('when a request has fields that are not known here, they are skipped', () => {
    // Field 15 as a fixed64, field 7 (resource_locators) as bytes, then the type URL.
    const bytes = Buffer.concat([
      Buffer.from([0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x3a, 1, 0]),
      Buffer.from([0x22, 1, 0x74]),
    ]);
    expect(decodeRequest(bytes)).toMatchObject({ typeUrl: 't' });
  });

  it.each([
    ['a length beyond the end', [0x0a, 5, 1]],
    ['an endless varint', Array.from({ length: 12 }, () => 0xff)],
    ['a group', [0x0b]],
    ['a cut fixed32', [0x0d, 1]],
  ])('when malformed by %s, decoding throws', (_reason, bytes) => {
    expect(() => decodeRequest(Buffer.from(bytes))).toThrow(RangeError);
  });
});
