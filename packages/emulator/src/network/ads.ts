/**
 * One ADS stream as the server sees it: which answer, if any, each request gets. No gRPC here.
 *
 * The rules are those of the xDS protocol ("How the client specifies what resources to return", "ACK/NACK and resource type
 * instance version"): every answer has a nonce; a request with the newest nonce accepts that answer, or refuses it if it
 * carries an error; a request with an older nonce is overtaken and gets nothing; asking for other resources is a new question.
 */
import type { DiscoveryRequest, DiscoveryResponse } from './xds.ts';

/** What a request meant, and what to send for it. */
export interface AdsStep {
  readonly meaning: 'subscribe' | 'ack' | 'nack' | 'stale';
  readonly answer?: DiscoveryResponse;
}

/** Rejected by the server; the stream ends with gRPC status INVALID_ARGUMENT. */
export class AdsError extends Error {
  override readonly name = 'AdsError';
  readonly code = 'InvalidArgument';
}

interface Subscription {
  readonly nonce: string;
  readonly names: string;
}

export class AdsStream {
  readonly #controlPlane: string;
  readonly #subscriptions = new Map<string, Subscription>();
  #nodeId = '';
  #answers = 0;

  constructor(controlPlane: string) {
    this.#controlPlane = controlPlane;
  }

  /** Throws `AdsError` where the protocol is broken: a stream that does not say who it is, a request without a type. */
  step(request: DiscoveryRequest): AdsStep {
    this.#nodeId ||= request.nodeId;
    if (this.#nodeId === '') throw new AdsError('missing node information');
    if (request.typeUrl === '') throw new AdsError('missing type_url');
    const known = this.#subscriptions.get(request.typeUrl);
    if (!known) return { meaning: 'subscribe', answer: this.#answer(request) };
    if (request.nonce !== known.nonce) return { meaning: 'stale' };
    if (request.error) return { meaning: 'nack' };
    if (namesOf(request) === known.names) return { meaning: 'ack' };
    return { meaning: 'subscribe', answer: this.#answer(request) };
  }

  /** The mesh of this model has no configuration: every list is empty, and its one version is 1. */
  #answer(request: DiscoveryRequest): DiscoveryResponse {
    this.#answers += 1;
    const nonce = String(this.#answers);
    this.#subscriptions.set(request.typeUrl, { nonce, names: namesOf(request) });
    return { version: '1', resources: [], typeUrl: request.typeUrl, nonce, controlPlane: this.#controlPlane };
  }
}

function namesOf(request: DiscoveryRequest): string {
  return JSON.stringify([...request.resourceNames].sort());
}
