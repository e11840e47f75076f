import * as grpc from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createNetwork, type Network } from './network.ts';
import { type Pilot, startPilot } from './pilot.ts';
import { probeSidecar } from './sidecar.ts';
import { emptyView } from './view.ts';
import {
  adsPath,
  type DiscoveryRequest,
  type DiscoveryResponse,
  decodeResponse,
  encodeRequest,
  typeUrls,
} from './xds.ts';

const meanings: unknown[] = [];

describe('Pilot over gRPC', () => {
  const clock = systemClock();
  let network: Network;
  let pilot: Pilot;
  let client: grpc.Client;

  beforeEach(async () => {
    meanings.length = 0;
    network = createNetwork({ clock });
    pilot = await startPilot('m1', network, clock, (_message, facts) =>
      meanings.push(facts?.['meaning'] ?? facts?.['error']),
    );
    const backends = [{ target: 'mesh/m1', port: 15012 }];
    const listeners = [{ port: 15012, running: true, backends }];
    const addresses = [{ zoneId: 'j', ip: '10.0.0.10' }];
    await network.apply({ ...emptyView, balancers: [{ id: 'lb-pilot', vpcId: 'vpc-asm', addresses, listeners }] });
    const place = network.route({ fromVpc: 'vpc-asm', host: '10.0.0.10', port: 15012 });
    client = new grpc.Client(`${place.host}:${place.port}`, grpc.credentials.createSsl(Buffer.from(pilot.ca)), {
      'grpc.ssl_target_name_override': 'istiod.istio-system.svc',
      'grpc.enable_http_proxy': 0,
    });
  });
  afterEach(async () => {
    client.close();
    await pilot.close();
    await network.close();
  });

  const open = () => client.makeBidiStreamRequest(adsPath, encodeRequest, decodeResponse);
  const request = (change: Partial<DiscoveryRequest> = {}): DiscoveryRequest => {
    return { version: '', nodeId: 'sidecar~1', resourceNames: [], typeUrl: typeUrls.cluster, nonce: '', ...change };
  };
  const answer = (stream: grpc.ClientDuplexStream<DiscoveryRequest, DiscoveryResponse>) =>
    new Promise<DiscoveryResponse>((resolve, reject) => {
      stream.once('data', resolve);
      stream.once('error', reject);
    });

  it('when an answer is refused, Pilot notes it, and the stream goes on', async () => {
    const stream = open();
    stream.write(request());
    const { nonce } = await answer(stream);
    stream.write(request({ nodeId: '', nonce, error: { code: 3, message: 'no' } }));
    stream.write(request({ nodeId: '', typeUrl: typeUrls.listener }));
    expect((await answer(stream)).typeUrl).toBe(typeUrls.listener);
    expect(meanings).toEqual(['subscribe', 'nack', 'subscribe']);
    const ended = new Promise((resolve) => stream.once('end', resolve));
    stream.resume();
    stream.end();
    await ended;
  });

  it('when a stream does not say who it is, it ends with INVALID_ARGUMENT', async () => {
    const stream = open();
    stream.write(request({ nodeId: '' }));
    await expect(answer(stream)).rejects.toMatchObject({
      code: grpc.status.INVALID_ARGUMENT,
      details: 'missing node information',
    });
  });

  it('when a message is malformed, that stream ends and Pilot goes on', async () => {
    const broken = client.makeBidiStreamRequest(adsPath, (bytes: Buffer) => bytes, decodeResponse);
    const failed = new Promise((_resolve, reject) => broken.once('error', reject));
    broken.write(Buffer.from([0x0a, 9, 1]));
    await expect(failed).rejects.toMatchObject({ code: grpc.status.INTERNAL });
    const stream = open();
    stream.write(request());
    expect((await answer(stream)).nonce).toBe('1');
    stream.on('error', () => undefined);
    stream.cancel();
  });

  it('when another authority is trusted, a sidecar does not talk to it', async () => {
    const other = createNetwork({ clock });
    const stranger = await startPilot('m2', other, clock, () => undefined);
    const dialled = { network, clock, vpcId: 'vpc-asm', host: '10.0.0.10', port: 15012, timeoutMs: 3000 };
    await expect(probeSidecar({ ...dialled, ca: stranger.ca })).rejects.toMatchObject({
      code: grpc.status.UNAVAILABLE,
    });
    expect((await probeSidecar({ ...dialled, ca: pilot.ca })).types).toHaveLength(2);
    await stranger.close();
    await other.close();
  });
});
