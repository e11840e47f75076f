import { child, number, text } from '../meta/object.ts';
import { invalid, notSupported } from '../schema/cause.ts';
import { isObject, type JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';

/** Whether one client is always sent to the same place, and for how long: three hours unless said. */

const defaultSeconds = 10_800;
const maxSeconds = 86_400;

/** What a service's spec says of it, with the defaults. */
export function affinityOf(spec: JsonObject): JsonObject {
  const sessionAffinity = text(spec['sessionAffinity']) || 'None';
  const given = spec['sessionAffinityConfig'];
  if (sessionAffinity === 'None') return { sessionAffinity };
  if (sessionAffinity !== 'ClientIP') return { sessionAffinity, sessionAffinityConfig: given ?? {} };
  const config = isObject(given) ? given : {};
  const clientIP = { timeoutSeconds: defaultSeconds, ...child(config, 'clientIP') };
  return { sessionAffinity, sessionAffinityConfig: { ...config, clientIP } };
}

export function affinityCauses(spec: JsonObject): Cause[] {
  const kinds = ['ClientIP', 'None'];
  const kind = text(spec['sessionAffinity']);
  if (!kinds.includes(kind)) return [notSupported('spec.sessionAffinity', kind, kinds)];
  if (kind === 'None') return [];
  const seconds = number(child(child(spec, 'sessionAffinityConfig'), 'clientIP')['timeoutSeconds']);
  if (seconds > 0 && seconds <= maxSeconds) return [];
  const field = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds';
  return [invalid(field, seconds, `must be greater than 0 and less than ${maxSeconds}`)];
}
