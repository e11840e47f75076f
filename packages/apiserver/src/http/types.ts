/** A request to the API, from a socket or straight from a caller in the same process. */
export interface KubeRequest {
  method: string;
  /** Path with query. */
  path: string;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** The authenticated user; without it, and without an Authorization header, the caller is the administrator. */
  user?: string;
  /** Ends a watch. */
  signal?: AbortSignal;
}

export interface KubeResponse {
  status: number;
  headers: Record<string, string>;
  /** AsyncIterable for watches: one line per event. */
  body: string | Uint8Array | AsyncIterable<string>;
}

/** Who asks. */
export interface Identity {
  name: string;
  groups: string[];
  /** What else is said of a user who is impersonated. */
  extra?: Record<string, string[]>;
}
