/** Refusals as they go out (alibaba-cloud-api §1.6). */
import type { CallRequest } from './call.ts';
import type { ApiError } from './errors.ts';
import type { Switches } from './guesses.ts';
import type { Reference } from './reference.ts';

export interface Failure {
  readonly code: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  /** JSON, or the text of a page. */
  readonly body: Record<string, unknown> | string;
}

/** What the refusal says, with the HTTP status that the reference gives its code. */
export function envelope(
  parts: { readonly reference: Reference; readonly switches: Switches },
  { product, action }: Pick<CallRequest, 'product' | 'action'>,
  regionId: string,
  requestId: string,
  error: ApiError,
): Failure {
  const { code, message, headers } = error;
  const status = error.status ?? parts.reference.products.get(product)?.statuses.get(code) ?? 400;
  if (product === 'cs' && parts.switches.csErrorCase === 'lower') {
    return { code, status, headers, body: { requestId, code, message } };
  }
  return {
    code,
    status,
    headers,
    body: {
      RequestId: requestId,
      HostId: `${product}.${regionId}.aliyuncs.com`,
      Code: code,
      Message: message,
      Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=${product}`,
      ...(error.denial !== undefined && {
        AccessDeniedDetail: { AuthAction: `${product}:${action}`, NoPermissionType: error.denial },
      }),
    },
  };
}
