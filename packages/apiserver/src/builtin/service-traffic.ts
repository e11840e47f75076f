import { BlockList, isIP } from 'node:net';
import { array, child, metadataOf, number, text } from '../meta/object.ts';
import { forbidden, invalid, notSupported, required } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';

/** How a service takes traffic from outside the cluster (core/validation/validation.go). */

const policies = ['Cluster', 'Local'];
const forBalancers = "may only be used when `type` is 'LoadBalancer'";
const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

const specOf = (object: JsonObject): JsonObject => child(object, 'spec');
const typeOf = (object: JsonObject): string => text(specOf(object)['type']);

/** A balancer that sends traffic to the nodes that have a place for it asks them at a port of their own. */
export function needsHealthCheck(object: JsonObject): boolean {
  return typeOf(object) === 'LoadBalancer' && specOf(object)['externalTrafficPolicy'] === 'Local';
}

/** Whether a service is to be reached from outside. */
export function isReached(spec: JsonObject): boolean {
  const type = text(spec['type']);
  return (
    type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && array(spec['externalIPs']).length > 0)
  );
}

export function trafficCauses(object: JsonObject): Cause[] {
  return [...sourceRangeCauses(object), ...policyCauses(object), ...healthCheckCauses(object)];
}

function sourceRangeCauses(object: JsonObject): Cause[] {
  const given = array(specOf(object)['loadBalancerSourceRanges']).map(text);
  const annotated = text(child(metadataOf(object), 'annotations')[rangesAnnotation]).trim();
  const [field, ranges, at] =
    given.length > 0
      ? ['spec.LoadBalancerSourceRanges', given, (index: number) => `spec.LoadBalancerSourceRanges[${index}]`]
      : [`metadata.annotations[${rangesAnnotation}]`, annotated === '' ? [] : annotated.split(','), () => field];
  if (ranges.length === 0) return [];
  const wrong = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
  return [
    ...(typeOf(object) === 'LoadBalancer' ? [] : [forbidden(field, forBalancers)]),
    ...ranges.flatMap((range, index) => (isCidr(range.trim()) ? [] : [invalid(at(index), range.trim(), wrong)])),
  ];
}

function isCidr(range: string): boolean {
  const [address = '', bits = '', ...more] = range.split('/');
  const version = isIP(address);
  return version !== 0 && more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

function policyCauses(object: JsonObject): Cause[] {
  const spec = specOf(object);
  const policy = text(spec['externalTrafficPolicy']);
  const field = 'spec.externalTrafficPolicy';
  if (!isReached(spec)) {
    return policy === '' ? [] : [invalid(field, policy, 'may only be set for externally-accessible services')];
  }
  if (policy === '') return [required(field)];
  return policies.includes(policy) ? [] : [notSupported(field, policy, policies)];
}

function healthCheckCauses(object: JsonObject): Cause[] {
  const port = number(specOf(object)['healthCheckNodePort']);
  const field = 'spec.healthCheckNodePort';
  if (needsHealthCheck(object)) {
    return port < 0 || port > 65535 ? [invalid(field, port, 'must be between 1 and 65535, inclusive')] : [];
  }
  const when = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  return port === 0 ? [] : [invalid(field, port, when)];
}

export function fixedHealthCheck(object: JsonObject, before: JsonObject): Cause[] {
  const field = 'healthCheckNodePort';
  const changes = specOf(object)[field] !== specOf(before)[field];
  const isFixed = needsHealthCheck(object) && needsHealthCheck(before);
  return changes && isFixed ? [forbidden(`spec.${field}`, 'field is immutable')] : [];
}

const special = [
  { list: subnets(['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']), why: 'the loopback range (127.0.0.0/8, ::1/128)' },
  {
    list: subnets(['169.254.0.0', 16, 'ipv4'], ['fe80::', 10, 'ipv6']),
    why: 'the link-local range (169.254.0.0/16, fe80::/10)',
  },
  {
    list: subnets(['224.0.0.0', 24, 'ipv4'], ['ff02::', 16, 'ipv6']),
    why: 'the link-local multicast range (224.0.0.0/24, ff02::/10)',
  },
];

function subnets(...all: [net: string, prefix: number, type: 'ipv4' | 'ipv6'][]): BlockList {
  const list = new BlockList();
  for (const subnet of all) list.addSubnet(...subnet);
  return list;
}

/** What keeps an address from being one at which a service is reached from outside. */
export function externalAddressCauses(spec: JsonObject): Cause[] {
  return array(spec['externalIPs']).flatMap((given, index) => {
    const address = text(given);
    const field = `spec.externalIPs[${index}]`;
    const version = isIP(address);
    if (version === 0) {
      return [invalid(field, address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
    }
    const unspecified = address === '0.0.0.0' || address === '::' ? [`may not be unspecified (${address})`] : [];
    const within = special.filter(({ list }) => list.check(address, version === 4 ? 'ipv4' : 'ipv6'));
    const reasons = [...unspecified, ...within.map(({ why }) => `may not be in ${why}`)];
    return reasons.map((why) => invalid(field, address, why));
  });
}
