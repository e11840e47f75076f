import { child, metadataOf, number, objects, text } from '../meta/object.ts';
import type { Others } from '../resource.ts';
import { forbidden, invalid } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { needsHealthCheck } from './service-traffic.ts';

/** The node ports of services: of type NodePort or LoadBalancer, each port has one that no other service has. Nothing listens there. */

const range = { first: 30_000, size: 2_768 };

const specOf = (object: JsonObject): JsonObject => child(object, 'spec');
const portsOf = (object: JsonObject): JsonObject[] => objects(specOf(object)['ports']);
const nodePort = (port: JsonObject): number => number(port['nodePort']);
const allPortsOf = (object: JsonObject): number[] => [
  ...portsOf(object).map(nodePort),
  number(specOf(object)['healthCheckNodePort']),
];
const keyOf = (port: JsonObject): string => `${number(port['port'])}/${text(port['protocol'])}`;
const withPorts = (object: JsonObject, ports: JsonObject[]): JsonObject => ({
  ...object,
  spec: { ...specOf(object), ports },
});

export function needsNodePorts(type: string): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

const typeOf = (object: JsonObject): string => text(specOf(object)['type']);

/** An update that does not say node ports keeps those that are there; one to a type without them gives them up. */
export function keepNodePorts(object: JsonObject, before: JsonObject): JsonObject {
  if (!needsNodePorts(typeOf(before))) return object;
  if (!needsNodePorts(typeOf(object))) return withoutNodePorts(object, before);
  const former = new Map(portsOf(before).map((port) => [keyOf(port), nodePort(port)]));
  const used = new Set(portsOf(object).map(nodePort));
  const ports = portsOf(object).map((port): JsonObject => {
    const own = former.get(keyOf(port)) ?? 0;
    return nodePort(port) > 0 || own === 0 || used.has(own) ? port : { ...port, nodePort: own };
  });
  return withPorts(object, ports);
}

function withoutNodePorts(object: JsonObject, before: JsonObject): JsonObject {
  const former = new Set(portsOf(before).map(nodePort));
  const { externalTrafficPolicy, ports: _ports, ...spec } = specOf(object);
  const policy = externalTrafficPolicy === specOf(before)['externalTrafficPolicy'] ? undefined : externalTrafficPolicy;
  const ports = portsOf(object).map(({ nodePort: asked, ...port }): JsonObject => {
    return asked === undefined || former.has(number(asked)) ? port : { ...port, nodePort: asked };
  });
  return {
    ...object,
    spec: {
      ...spec,
      ...(ports.length > 0 ? { ports } : {}),
      ...(policy === undefined ? {} : { externalTrafficPolicy: policy }),
    },
  };
}

/** From the one that the service's uid leads to. */
function freePorts(object: JsonObject, others: Others): number[] {
  const taken = new Set([object, ...others.all()].flatMap(allPortsOf));
  const start = Number.parseInt(text(metadataOf(object)['uid']).slice(0, 6), 16) || 0;
  return Array.from({ length: range.size }, (_, step) => range.first + ((start + step) % range.size)).filter(
    (candidate) => !taken.has(candidate),
  );
}

/** The first that is free, for each port that asks for none. */
export function allocateNodePorts(object: JsonObject, others: Others): JsonObject {
  if (!needsNodePorts(typeOf(object)) || portsOf(object).every((port) => nodePort(port) > 0)) return object;
  const free = freePorts(object, others);
  const ports = portsOf(object).map((port) => (nodePort(port) > 0 ? port : { ...port, nodePort: free.shift() ?? 0 }));
  return withPorts(object, ports);
}

/** The port at which nodes are asked whether they have a place for a balancer's traffic: it stays, goes with the need for it, or is found. */
export function keepHealthCheck(object: JsonObject, before: JsonObject): JsonObject {
  const { healthCheckNodePort: port, ...spec } = specOf(object);
  const former = specOf(before)['healthCheckNodePort'];
  if (former === undefined) return object;
  if (needsHealthCheck(object)) return { ...object, spec: { ...spec, healthCheckNodePort: port ?? former } };
  return port === former ? { ...object, spec } : object;
}

export function allocateHealthCheck(object: JsonObject, others: Others): JsonObject {
  const spec = specOf(object);
  if (!needsHealthCheck(object) || number(spec['healthCheckNodePort']) > 0) return object;
  const [port = 0] = freePorts(object, others);
  return { ...object, spec: { ...spec, healthCheckNodePort: port } };
}

export function validateNodePorts(object: JsonObject, before: JsonObject | undefined, others: Others): Cause[] {
  if (!needsNodePorts(typeOf(object))) return [];
  const kept = new Set(before === undefined ? [] : portsOf(before).map(nodePort));
  const asked = portsOf(object).map(nodePort);
  if (asked.every((port) => port === 0 || kept.has(port))) return [];
  const taken = new Set(others.all().flatMap(allPortsOf));
  const [first] = asked.flatMap((port, index): Cause[] => {
    if (port === 0 || kept.has(port)) return [];
    const refused = (problem: string): Cause[] => [invalid(`spec.ports[${index}].nodePort`, port, problem)];
    if (port < range.first || port >= range.first + range.size) {
      const bounds = `${range.first}-${range.first + range.size - 1}`;
      return refused(`provided port is not in the valid range. The range of valid ports is ${bounds}`);
    }
    return taken.has(port) ? refused('provided port is already allocated') : [];
  });
  // The allocator of a real server stops at the first.
  return first === undefined ? [] : [first];
}

/** A type that has no node ports may not ask for any. */
export function uselessNodePorts(object: JsonObject): Cause[] {
  if (typeOf(object) !== 'ClusterIP') return [];
  return portsOf(object).flatMap((port, index) =>
    nodePort(port) > 0
      ? [forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'")]
      : [],
  );
}
