/**
 * What Pilot answers to the first request of a sidecar's xDS stream. A refusal in gRPC's own words is an answer, too: who shows no token is refused by a
 * Pilot that is well.
 */
import http2 from 'node:http2';
import type tls from 'node:tls';
import type { Answer } from './ask-api-server.ts';
import { inTime, type Patience } from './connect.ts';

/** envoy.service.discovery.v3, state of the world. */
const ADS_PATH = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';
const CLUSTERS = 'type.googleapis.com/envoy.config.cluster.v3.Cluster';

export function askPilot(secured: tls.TLSSocket, authority: string, patience: Patience): Promise<Answer> {
  if (secured.alpnProtocol !== 'h2') {
    return Promise.resolve({ ok: false, text: 'the server speaks no HTTP/2, which xDS needs' });
  }
  return inTime<Answer>(secured, patience, (resolve, reject) => {
    const session = http2.connect(`https://${authority}`, { createConnection: () => secured });
    session.once('error', reject);
    const stream = session.request({
      ':method': 'POST',
      ':path': ADS_PATH,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const told = (answer: Answer) => {
      session.destroy();
      resolve(answer);
    };
    stream.once('error', reject);
    stream.once('response', (headers) => {
      const refused = headers['grpc-status'];
      if (!String(headers['content-type']).startsWith('application/grpc')) {
        told({ ok: false, text: `it answered ${headers[':status']}, not as gRPC does` });
      } else if (refused !== undefined && refused !== '0') {
        told({ ok: true, text: `xDS answers, and refuses who shows no token (gRPC status ${String(refused)})` });
      }
    });
    stream.once('data', () => told({ ok: true, text: 'xDS answers the first request of a sidecar' }));
    stream.once('end', () => told({ ok: false, text: 'the xDS stream ended without an answer' }));
    stream.write(framed(firstRequest('sidecar~0.0.0.0~asmpvl.diagnose~diagnose.svc.cluster.local')));
  });
}

/** A gRPC message: not compressed, its length, itself. */
function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** DiscoveryRequest { node { id } type_url }, as protocol buffers have it. */
function firstRequest(nodeId: string): Buffer {
  return Buffer.concat([field(2, field(1, Buffer.from(nodeId))), field(4, Buffer.from(CLUSTERS))]);
}

/** A length-delimited field; the messages here are shorter than 128 bytes. */
function field(number: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([number * 8 + 2, value.length]), value]);
}
