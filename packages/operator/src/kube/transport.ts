/** One HTTP exchange with a Kubernetes API server. The body of a watch never ends by itself; any other body is short. */
export interface KubeRequest {
  method: string;
  /** From the server's root, with the query. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

export interface KubeResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: AsyncIterable<string>;
}

/**
 * Rejects only when there was no HTTP answer at all; every status is an answer. When `signal` is aborted, a pending call rejects and an
 * open body ends with an error: every time limit stands on that.
 */
export type KubeTransport = (request: KubeRequest) => Promise<KubeResponse>;
