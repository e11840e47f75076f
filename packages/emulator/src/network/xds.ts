/**
 * The messages of Envoy's aggregated discovery service, state of the world (envoy.service.discovery.v3), with the fields that
 * the protocol itself needs. Unknown fields are skipped, as protocol buffers want it.
 */
import { bytesField, fields, intField, textField } from './protobuf.ts';

export const adsPath = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';

/** The types a sidecar subscribes to first. */
export const typeUrls = {
  cluster: 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
  listener: 'type.googleapis.com/envoy.config.listener.v3.Listener',
} as const;

export interface DiscoveryRequest {
  /** The last accepted version; empty at first. */
  readonly version: string;
  /** Sent on the first request of a stream only. */
  readonly nodeId: string;
  readonly resourceNames: readonly string[];
  readonly typeUrl: string;
  /** The answer that this accepts or refuses; empty at first. */
  readonly nonce: string;
  /** Set when the answer was refused. */
  readonly error?: { readonly code: number; readonly message: string };
}

export interface DiscoveryResponse {
  readonly version: string;
  readonly resources: readonly Resource[];
  readonly typeUrl: string;
  readonly nonce: string;
  /** Who answers. */
  readonly controlPlane: string;
}

/** google.protobuf.Any. */
export interface Resource {
  readonly typeUrl: string;
  readonly value: Buffer;
}

export function encodeRequest(request: DiscoveryRequest): Buffer {
  const { version, nodeId, resourceNames, typeUrl, nonce, error } = request;
  return Buffer.concat([
    textField(1, version),
    ...(nodeId === '' ? [] : [bytesField(2, textField(1, nodeId))]),
    ...resourceNames.map((name) => bytesField(3, name)),
    textField(4, typeUrl),
    textField(5, nonce),
    ...(error ? [bytesField(6, Buffer.concat([intField(1, error.code), textField(2, error.message)]))] : []),
  ]);
}

export function decodeRequest(message: Buffer): DiscoveryRequest {
  const request = { version: '', nodeId: '', resourceNames: [] as string[], typeUrl: '', nonce: '' };
  let error: DiscoveryRequest['error'];
  for (const { number, bytes } of fields(message)) {
    if (!bytes) continue;
    if (number === 1) request.version = bytes.toString();
    else if (number === 2) request.nodeId = textOf(bytes, 1);
    else if (number === 3) request.resourceNames.push(bytes.toString());
    else if (number === 4) request.typeUrl = bytes.toString();
    else if (number === 5) request.nonce = bytes.toString();
    else if (number === 6) error = { code: intOf(bytes, 1), message: textOf(bytes, 2) };
  }
  return error ? { ...request, error } : request;
}

export function encodeResponse(response: DiscoveryResponse): Buffer {
  const { version, resources, typeUrl, nonce, controlPlane } = response;
  return Buffer.concat([
    textField(1, version),
    ...resources.map((one) => bytesField(2, Buffer.concat([textField(1, one.typeUrl), bytesField(2, one.value)]))),
    textField(4, typeUrl),
    textField(5, nonce),
    bytesField(6, textField(1, controlPlane)),
  ]);
}

export function decodeResponse(message: Buffer): DiscoveryResponse {
  const response = { version: '', resources: [] as Resource[], typeUrl: '', nonce: '', controlPlane: '' };
  for (const { number, bytes } of fields(message)) {
    if (!bytes) continue;
    if (number === 1) response.version = bytes.toString();
    else if (number === 2) response.resources.push({ typeUrl: textOf(bytes, 1), value: bytesOf(bytes, 2) });
    else if (number === 4) response.typeUrl = bytes.toString();
    else if (number === 5) response.nonce = bytes.toString();
    else if (number === 6) response.controlPlane = textOf(bytes, 1);
  }
  return response;
}

function bytesOf(message: Buffer, number: number): Buffer {
  for (const field of fields(message)) if (field.number === number && field.bytes) return field.bytes;
  return Buffer.alloc(0);
}

function textOf(message: Buffer, number: number): string {
  return bytesOf(message, number).toString();
}

function intOf(message: Buffer, number: number): number {
  for (const field of fields(message)) {
    if (field.number === number && field.varint !== undefined) return Number(field.varint);
  }
  return 0;
}
