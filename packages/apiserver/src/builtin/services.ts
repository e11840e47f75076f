import { isIP } from 'node:net';
import { isLabel1035, isPortName } from '../meta/names.ts';
import { array, child, entries, number, objects, text } from '../meta/object.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { duplicate, invalid, notSupported, required } from '../schema/cause.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { allocateNodePorts, keepNodePorts, needsNodePorts, uselessNodePorts, validateNodePorts } from './node-ports.ts';
import { allButDeleteCollection, builtin } from './resource.ts';
import {
  addressOf,
  allocateAddress,
  fixedAddress,
  keepAddress,
  validateAddress,
  withAddresses,
} from './service-address.ts';
import { affinityCauses, affinityOf } from './service-affinity.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];

const specOf = (object: JsonObject): JsonObject => child(object, 'spec');

const describe = (field: string): string =>
  definitionOf('io.k8s.api.core.v1.ServiceSpec').properties?.[field]?.description ?? '';

/** Services as objects: nothing routes to them. */
export function services(): Resource {
  return builtin({
    group: '',
    version: 'v1',
    plural: 'services',
    kind: 'Service',
    namespaced: true,
    shortNames: ['svc'],
    categories: ['all'],
    verbs: allButDeleteCollection,
    definition: 'io.k8s.api.core.v1.Service',
    status: true,
    checkName: isLabel1035,
    zero: { spec: {}, status: { loadBalancer: {} } },
    selectable: { 'spec.clusterIP': addressOf, 'spec.type': (object) => text(specOf(object)['type']) },
    columns: [
      nameColumn(),
      column('Type', describe('type'), (object) => text(specOf(object)['type'])),
      column('Cluster-IP', describe('clusterIP'), (object) => text(specOf(object)['clusterIP']) || '<none>'),
      column('External-IP', describe('externalIPs'), externalAddresses),
      column(
        'Port(s)',
        describe('ports'),
        (object) => objects(specOf(object)['ports']).map(portText).join(',') || '<none>',
      ),
      ageColumn(),
      column(
        'Selector',
        describe('selector'),
        (object) =>
          entries(specOf(object)['selector'])
            .map(([key, value]) => `${key}=${text(value)}`)
            .join(',') || '<none>',
        1,
      ),
    ],
    strategy: {
      defaults: withDefaults,
      prepareCreate: (object) => ({ ...withAddresses(object), status: { loadBalancer: {} } }),
      prepareUpdate: (object, before) => keepNodePorts(keepAddress(object, before), before),
      allocate: (object, others) => allocateNodePorts(allocateAddress(object, others), others),
      validateAllocation: (object, before, others) => {
        const causes = validateAddress(object, before, others);
        return causes.length > 0 ? causes : validateNodePorts(object, before, others);
      },
      validate: validateService,
      validateUpdate,
    },
  });
}

function portText(port: JsonObject): string {
  const node = number(port['nodePort']);
  return `${number(port['port'])}${node > 0 ? `:${node}` : ''}/${text(port['protocol'])}`;
}

function externalAddresses(object: JsonObject): string {
  const spec = specOf(object);
  const given = array(spec['externalIPs']).map(String);
  if (spec['type'] === 'ExternalName') return text(spec['externalName']);
  const balancer = objects(child(child(object, 'status'), 'loadBalancer')['ingress']).map(
    (one) => text(one['ip']) || text(one['hostname']),
  );
  const all = spec['type'] === 'LoadBalancer' ? [...balancer, ...given] : given;
  return all.join(',') || (spec['type'] === 'LoadBalancer' ? '<pending>' : '<none>');
}

function withDefaults(object: JsonObject): JsonObject {
  const spec = specOf(object);
  const type = text(spec['type']) || 'ClusterIP';
  const ports = objects(spec['ports']).map((port) => ({
    ...port,
    protocol: text(port['protocol']) || 'TCP',
    targetPort: targetPortOf(port),
  }));
  const { sessionAffinityConfig: _, ...rest } = spec;
  const completed: JsonObject = { ...rest, type, ...affinityOf(spec) };
  if (needsNodePorts(type)) completed['externalTrafficPolicy'] = text(spec['externalTrafficPolicy']) || 'Cluster';
  if (ports.length > 0) completed['ports'] = ports;
  return { ...object, spec: completed };
}

/** Go clients send the target port always, as 0 when it was not set: that, and an empty name, is the port itself. */
function targetPortOf({ port, targetPort }: JsonObject): Json {
  return targetPort === undefined || targetPort === 0 || targetPort === '' ? (port ?? 0) : targetPort;
}

function validateUpdate(object: JsonObject, before: JsonObject): Cause[] {
  return [...fixedAddress(object, before), ...validateService(object)];
}

function validateService(object: JsonObject): Cause[] {
  const spec = specOf(object);
  const ports = objects(spec['ports']);
  const type = text(spec['type']);
  const headless = spec['clusterIP'] === 'None';
  const causes: Cause[] = [];
  if (ports.length === 0 && !headless && type !== 'ExternalName') causes.push(required('spec.ports'));
  for (const [index, port] of ports.entries()) {
    causes.push(...portCauses(port, `spec.ports[${index}]`, ports.length > 1));
    causes.push(...twice(port, ports.slice(0, index), `spec.ports[${index}]`));
  }
  if (!types.includes(type)) causes.push(notSupported('spec.type', type, types));
  if (type === 'ExternalName' && text(spec['externalName']) === '') causes.push(required('spec.externalName'));
  causes.push(...affinityCauses(spec), ...externalCauses(spec), ...uselessNodePorts(object));
  return causes;
}

function externalCauses(spec: JsonObject): Cause[] {
  const wrong = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
  return array(spec['externalIPs'])
    .map((address, index) => ({ address: text(address), field: `spec.externalIPs[${index}]` }))
    .filter(({ address }) => isIP(address) === 0)
    .map(({ address, field }) => invalid(field, address, wrong));
}

/** A name, or a port of one protocol, that an earlier port of the service has. */
function twice(port: JsonObject, earlier: readonly JsonObject[], field: string): Cause[] {
  const causes: Cause[] = [];
  const name = text(port['name']);
  if (name !== '' && earlier.some((other) => other['name'] === name)) causes.push(duplicate(`${field}.name`, name));
  if (earlier.some((other) => other['port'] === port['port'] && other['protocol'] === port['protocol'])) {
    const shown = { Name: '', Protocol: port['protocol'] ?? '', AppProtocol: null, Port: port['port'] ?? 0 };
    causes.push(duplicate(field, { ...shown, TargetPort: 0, NodePort: 0 }));
  }
  return causes;
}

function portCauses(port: JsonObject, field: string, named: boolean): Cause[] {
  const causes: Cause[] = [];
  if (named && text(port['name']) === '') causes.push(required(`${field}.name`));
  const outside = (value: number): boolean => value < 1 || value > 65535;
  const range = 'must be between 1 and 65535, inclusive';
  if (outside(number(port['port']))) causes.push(invalid(`${field}.port`, number(port['port']), range));
  if (!protocols.includes(text(port['protocol']))) {
    causes.push(notSupported(`${field}.protocol`, text(port['protocol']), protocols));
  }
  const { targetPort } = port;
  if (typeof targetPort === 'number' && outside(targetPort)) {
    causes.push(invalid(`${field}.targetPort`, targetPort, range));
  }
  if (typeof targetPort === 'string') {
    causes.push(...isPortName(targetPort).map((problem) => invalid(`${field}.targetPort`, targetPort, problem)));
  }
  return causes;
}
