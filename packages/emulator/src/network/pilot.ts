/**
 * Pilot (istiod) of a mesh, behind its balancer: xDS over TLS on 15012 and 15011, the injection webhook on 15017 (§B.3).
 *
 * 15011, in old Istio the port for mutual TLS, is served as 15012 is: no client certificate is asked for.
 */
import * as grpc from '@grpc/grpc-js';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createAuthority } from '../pki.ts';
import type { Certificate } from '../x509.ts';
import type { SocketPlace } from './addresses.ts';
import { AdsError, AdsStream } from './ads.ts';
import type { Network } from './network.ts';
import { meshTarget } from './view.ts';
import { startWebhook } from './webhook.ts';
import { adsPath, type DiscoveryRequest, type DiscoveryResponse, decodeRequest, encodeResponse } from './xds.ts';

/** istiod's own names: what a proxy verifies, whatever name it dialled. */
export const istiodNames = ['istiod.istio-system.svc', 'istio-pilot.istio-system.svc'] as const;

export interface Pilot {
  /** The mesh's authority, PEM. */
  readonly ca: string;
  close(): Promise<void>;
}

/** Starts the Pilot of a mesh and puts it behind the balancers that name it. */
export async function startPilot(meshId: string, network: Network, clock: Clock, log: Log): Promise<Pilot> {
  const authority = await createAuthority(`istio ${meshId}`.slice(0, 64), clock);
  const identity = await authority.issue({ commonName: 'istiod', names: istiodNames, usage: 'server' });
  const xds = await startXds(meshId, identity, log);
  const webhook = await startWebhook(identity);
  const target = meshTarget(meshId);
  const unchecked = { checked: false };
  const detachers = [
    network.attach({ target, port: 15011 }, xds.place, unchecked),
    network.attach({ target, port: 15012 }, xds.place, unchecked),
    network.attach({ target, port: 15017 }, webhook.place, unchecked),
  ];
  return {
    ca: authority.ca,
    async close() {
      for (const detach of detachers) detach();
      xds.stop();
      await webhook.stop();
    },
  };
}

async function startXds(
  meshId: string,
  identity: Certificate,
  log: Log,
): Promise<{ place: SocketPlace; stop: () => void }> {
  const server = new grpc.Server();
  server.register<DiscoveryRequest, DiscoveryResponse>(
    adsPath,
    (call: grpc.ServerDuplexStream<DiscoveryRequest, DiscoveryResponse>) => serveAds(call, meshId, log),
    encodeResponse,
    decodeRequest,
    'bidi',
  );
  const keys = { cert_chain: Buffer.from(identity.cert), private_key: Buffer.from(identity.key) };
  const credentials = grpc.ServerCredentials.createSsl(null, [keys]);
  const host = '127.0.0.1';
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:0`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { place: { host, port }, stop: () => server.forceShutdown() };
}

function serveAds(call: grpc.ServerDuplexStream<DiscoveryRequest, DiscoveryResponse>, meshId: string, log: Log): void {
  const stream = new AdsStream(istiodNames[0]);
  call.on('data', (request: DiscoveryRequest) => {
    try {
      const { meaning, answer } = stream.step(request);
      log('an xDS request', { mesh: meshId, type: request.typeUrl, meaning, error: request.error?.message });
      if (answer) call.write(answer);
    } catch (error) {
      const code = error instanceof AdsError ? grpc.status.INVALID_ARGUMENT : grpc.status.INTERNAL;
      call.emit('error', { code, details: error instanceof Error ? error.message : String(error) });
    }
  });
  call.on('error', (error: Error) => log('an xDS stream broke', { mesh: meshId, error: error.message }));
  call.on('end', () => call.end());
}
