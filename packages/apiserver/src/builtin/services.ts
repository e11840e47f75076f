import { isLabel, isLabel1035, isPortName, isQualifiedName, isSubdomain } from '../meta/names.ts';
import { array, child, entries, number, objects, text } from '../meta/object.ts';
import { labelCauses } from '../meta/validate.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { duplicate, forbidden, invalid, notSupported, required } from '../schema/cause.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import {
  allocateHealthCheck,
  allocateNodePorts,
  keepHealthCheck,
  keepNodePorts,
  needsNodePorts,
  uselessNodePorts,
  validateNodePorts,
} from './node-ports.ts';
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
import { externalAddressCauses, fixedHealthCheck, isReached, trafficCauses } from './service-traffic.ts';

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
      prepareUpdate: (object, before) => keepHealthCheck(keepNodePorts(keepAddress(object, before), before), before),
      allocate: (object, others) =>
        allocateHealthCheck(allocateNodePorts(allocateAddress(object, others), others), others),
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
  if (isReached(completed)) completed['externalTrafficPolicy'] = text(spec['externalTrafficPolicy']) || 'Cluster';
  if (ports.length > 0) completed['ports'] = ports;
  return { ...object, spec: completed };
}

/** Go clients send the target port always, as 0 when it was not set: that, and an empty name, is the port itself. */
function targetPortOf({ port, targetPort }: JsonObject): Json {
  return targetPort === undefined || targetPort === 0 || targetPort === '' ? (port ?? 0) : targetPort;
}

function validateUpdate(object: JsonObject, before: JsonObject): Cause[] {
  return [...fixedAddress(object, before), ...validateService(object), ...fixedHealthCheck(object, before)];
}

function validateService(object: JsonObject): Cause[] {
  const spec = specOf(object);
  const ports = objects(spec['ports']);
  const type = text(spec['type']);
  const headless = spec['clusterIP'] === 'None';
  const causes: Cause[] = [];
  if (ports.length === 0 && !headless && type !== 'ExternalName') causes.push(required('spec.ports'));
  if (headless && needsNodePorts(type)) {
    causes.push(invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`));
  }
  if (type === 'ExternalName') causes.push(...otherNameCauses(spec));
  for (const [index, port] of ports.entries()) {
    causes.push(...portCauses(port, `spec.ports[${index}]`, ports.length > 1));
    causes.push(...nameTwice(port, ports.slice(0, index), `spec.ports[${index}]`));
  }
  causes.push(...labelCauses(spec['selector'], 'spec.selector'));
  causes.push(...affinityCauses(spec), ...externalAddressCauses(spec));
  if (!types.includes(type)) causes.push(notSupported('spec.type', type, types));
  causes.push(...uselessNodePorts(object));
  for (const [index, port] of ports.entries()) {
    causes.push(...portTwice(port, ports.slice(0, index), `spec.ports[${index}]`));
  }
  return [...causes, ...trafficCauses(object)];
}

/** A service that is another name has no addresses. */
function otherNameCauses(spec: JsonObject): Cause[] {
  const causes = ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy']
    .filter((key) => spec[key] !== undefined)
    .map((key) => forbidden(`spec.${key}`, 'may not be set for ExternalName services'));
  // A dot at the end says that the name is whole.
  const name = text(spec['externalName']).replace(/\.$/, '');
  if (name === '') return [...causes, required('spec.externalName')];
  return [...causes, ...isSubdomain(name).map((problem) => invalid('spec.externalName', name, problem))];
}

/** A name that an earlier port of the service has. */
function nameTwice(port: JsonObject, earlier: readonly JsonObject[], field: string): Cause[] {
  const name = text(port['name']);
  return name !== '' && earlier.some((other) => other['name'] === name) ? [duplicate(`${field}.name`, name)] : [];
}

/** A port of one protocol, or a node port of it, that an earlier port of the service has. */
function portTwice(port: JsonObject, earlier: readonly JsonObject[], field: string): Cause[] {
  const causes: Cause[] = [];
  const others = earlier.filter((other) => other['protocol'] === port['protocol']);
  const nodePort = number(port['nodePort']);
  if (nodePort !== 0 && others.some((other) => number(other['nodePort']) === nodePort)) {
    causes.push(duplicate(`${field}.nodePort`, nodePort));
  }
  if (others.some((other) => other['port'] === port['port'])) {
    const shown = { Name: '', Protocol: port['protocol'] ?? '', AppProtocol: null, Port: port['port'] ?? 0 };
    causes.push(duplicate(field, { ...shown, TargetPort: 0, NodePort: 0 }));
  }
  return causes;
}

function portCauses(port: JsonObject, field: string, named: boolean): Cause[] {
  const causes: Cause[] = [];
  const name = text(port['name']);
  if (named && name === '') causes.push(required(`${field}.name`));
  if (name !== '') causes.push(...isLabel(name).map((problem) => invalid(`${field}.name`, name, problem)));
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
  const { appProtocol } = port;
  if (appProtocol !== undefined) {
    const value = text(appProtocol);
    causes.push(...isQualifiedName(value).map((problem) => invalid(`${field}.appProtocol`, value, problem)));
  }
  return causes;
}
