import type { Call } from '../http/handler.ts';
import { type Answer, json } from '../http/respond.ts';
import { unknownResource } from '../status.ts';

export function openapiEndpoint(_call: Call, _rest: string[]): Answer {
  throw unknownResource();
  return json({});
}
