import type { ActionName, ActionRequest, ActionResponse, CallOptions, Cloud } from '@asm-privatelink/cloud';
import { actions, isCloudError } from '@asm-privatelink/cloud';
import type { Tracing } from './spans.ts';

/** The same cloud, each call in a span of its own. Put it outside the budget, so that waiting is seen. Requests and answers are not told. */
export function traceCalls(cloud: Cloud, tracing: Tracing): Cloud {
  return {
    region: cloud.region,
    call<Name extends ActionName>(
      name: Name,
      request: ActionRequest<Name>,
      options: CallOptions = {},
    ): Promise<ActionResponse<Name>> {
      const { product, access } = actions[name];
      return tracing.span(`cloud ${name}`, { 'cloud.product': product, 'cloud.access': access }, async (note) => {
        const begun = performance.now();
        const onSent = () => {
          note({ 'cloud.waited_ms': Math.round(performance.now() - begun) });
          options.onSent?.();
        };
        try {
          return await cloud.call(name, request, { ...options, onSent });
        } catch (error) {
          if (isCloudError(error)) {
            note({ 'cloud.code': error.code, 'cloud.kind': error.kind, 'cloud.request_id': error.requestId });
          }
          throw error;
        }
      });
    },
  };
}
