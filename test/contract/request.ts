/** One HTTP request of a contract, as data. */
export interface ContractRequest {
  /** What it shows; names the request in its suite. */
  what: string;
  method: string;
  /** With query. Here and in the body, `{{some request:metadata.uid}}` stands for a value of that request's answer. */
  path: string;
  /** Sent as JSON, a string as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Sent again until the answer has this status: what a real server does a moment after it has answered. */
  until?: number;
  /** Made for its effect on later requests alone: the answer is not compared. */
  setup?: true;
}

type Extra = Omit<ContractRequest, 'what' | 'method' | 'path' | 'body'>;

export const get = (what: string, path: string, extra: Extra = {}): ContractRequest => ({
  what,
  method: 'GET',
  path,
  ...extra,
});

export const accept = (type: string): Extra => ({ headers: { accept: type } });

const writing =
  (method: string, type: string | undefined) =>
  (what: string, path: string, body?: unknown, { headers, ...extra }: Extra = {}): ContractRequest => ({
    what,
    method,
    path,
    ...(body === undefined ? {} : { body }),
    headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
    ...extra,
  });

export const post = writing('POST', 'application/json');
export const put = writing('PUT', 'application/json');
export const remove = writing('DELETE', 'application/json');
export const jsonPatch = writing('PATCH', 'application/json-patch+json');
export const mergePatch = writing('PATCH', 'application/merge-patch+json');
export const strategicPatch = writing('PATCH', 'application/strategic-merge-patch+json');
export const apply = writing('PATCH', 'application/apply-patch+yaml');
export const bare = (method: string, what: string, path: string, body?: unknown, extra: Extra = {}): ContractRequest =>
  writing(method, undefined)(what, path, body, extra);
