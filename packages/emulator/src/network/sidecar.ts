/**
 * A sidecar in an ACK VPC, as far as the channel goes: dials Pilot through the endpoint, verifies that it is istiod, opens the
 * ADS stream, subscribes to clusters and listeners, accepts what it gets.
 */
import * as grpc from '@grpc/grpc-js';
import type { Clock } from '../clock.ts';
import type { Network } from './network.ts';
import { istiodNames } from './pilot.ts';
import {
  adsPath,
  type DiscoveryRequest,
  type DiscoveryResponse,
  decodeResponse,
  encodeRequest,
  typeUrls,
} from './xds.ts';

export interface SidecarRequest {
  readonly network: Network;
  readonly clock: Clock;
  /** The VPC the sidecar lives in. */
  readonly vpcId: string;
  /** The domain of the endpoint to Pilot, or Pilot's address in its own VPC. */
  readonly host: string;
  readonly port: number;
  /** The mesh's authority, PEM. */
  readonly ca: string;
  /** For everything together. */
  readonly timeoutMs: number;
}

/** What a sidecar got from Pilot. */
export interface SidecarSight {
  /** The name it verified in Pilot's certificate: istiod's own, not the endpoint's. */
  readonly verified: string;
  /** Who Pilot says it is. */
  readonly controlPlane: string;
  /** Per type: the version accepted, and how many resources it had. */
  readonly types: readonly { readonly typeUrl: string; readonly version: string; readonly resources: number }[];
}

/**
 * Rejects with `DialError` where the dial does not arrive, and with gRPC's `ServiceError` otherwise: `UNAVAILABLE` for TLS and
 * broken connections, `DEADLINE_EXCEEDED` after `timeoutMs`.
 */
export async function probeSidecar(request: SidecarRequest): Promise<SidecarSight> {
  const { network, clock, vpcId, host, port, ca, timeoutMs } = request;
  const idle = clock.busy();
  const [verified] = istiodNames;
  const place = network.route({ fromVpc: vpcId, host, port });
  const client = new grpc.Client(`${place.host}:${place.port}`, grpc.credentials.createSsl(Buffer.from(ca)), {
    'grpc.ssl_target_name_override': verified,
    'grpc.default_authority': verified,
    'grpc.enable_http_proxy': 0,
    'grpc.enable_retries': 0,
  });
  try {
    const deadline = Date.now() + timeoutMs;
    const stream = client.makeBidiStreamRequest(adsPath, encodeRequest, decodeResponse, new grpc.Metadata(), {
      deadline,
    });
    const responses = await subscribe(stream, `sidecar~${host}~probe~${vpcId}`);
    return {
      verified,
      controlPlane: responses[0]?.controlPlane ?? '',
      types: responses.map(({ typeUrl, version, resources }) => ({ typeUrl, version, resources: resources.length })),
    };
  } finally {
    client.close();
    idle();
  }
}

/** Asks for each type, accepts each answer, and ends the stream when all are accepted and the server has ended too. */
function subscribe(
  stream: grpc.ClientDuplexStream<DiscoveryRequest, DiscoveryResponse>,
  nodeId: string,
): Promise<DiscoveryResponse[]> {
  const wanted: string[] = Object.values(typeUrls);
  const seen: DiscoveryResponse[] = [];
  const ask = (typeUrl: string, version: string, nonce: string, node: string) =>
    stream.write({ typeUrl, version, nonce, nodeId: node, resourceNames: [] });
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('data', (response: DiscoveryResponse) => {
      seen.push(response);
      ask(response.typeUrl, response.version, response.nonce, '');
      if (wanted.every((typeUrl) => seen.some((one) => one.typeUrl === typeUrl))) stream.end();
    });
    stream.on('end', () => resolve(seen));
    // Only the first request of a stream says who asks.
    wanted.forEach((typeUrl, index) => ask(typeUrl, '', '', index === 0 ? nodeId : ''));
  });
}
