import { isLabel1035 } from '../meta/names.ts';
import { array, child, entries, metadataOf, number, objects, text } from '../meta/object.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { invalid, notSupported, required } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { allButDeleteCollection, builtin } from './resource.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];

const specOf = (object: JsonObject): JsonObject => child(object, 'spec');

const describe = (field: string): string =>
  definitionOf('io.k8s.api.core.v1.ServiceSpec').properties?.[field]?.description ?? '';

/** Services as objects: nothing routes to them, and of addresses they only have those they are given, or one made from their uid. */
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
      prepareCreate: (object) => ({ ...withDefaults(object), status: { loadBalancer: {} } }),
      prepareUpdate: (object, before) => withDefaults(keepAddress(object, before)),
      validate: validateService,
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
    targetPort: port['targetPort'] ?? port['port'] ?? 0,
  }));
  const completed: JsonObject = { ...spec, type, sessionAffinity: text(spec['sessionAffinity']) || 'None' };
  if (ports.length > 0) completed['ports'] = ports;
  if (type === 'ExternalName') return { ...object, spec: completed };
  const address = text(spec['clusterIP']) || addressOf(text(metadataOf(object)['uid']));
  return { ...object, spec: { ...completed, clusterIP: address, clusterIPs: [address] } };
}

/** An address of 10.96.0.0/16 that a service keeps: its uid decides. */
function addressOf(uid: string): string {
  const bits = Number.parseInt(uid.replace(/-/g, '').slice(0, 6), 16) || 0;
  return `10.96.${(bits >> 8) & 0xff}.${2 + (bits % 252)}`;
}

function keepAddress(object: JsonObject, before: JsonObject): JsonObject {
  const spec = specOf(object);
  const { clusterIP, clusterIPs } = specOf(before);
  if (text(spec['clusterIP']) !== '' || clusterIP === undefined || spec['type'] === 'ExternalName') return object;
  return { ...object, spec: { ...spec, clusterIP, clusterIPs: clusterIPs ?? [clusterIP] } };
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
  }
  if (!types.includes(type)) causes.push(notSupported('spec.type', type, types));
  if (type === 'ExternalName' && text(spec['externalName']) === '') causes.push(required('spec.externalName'));
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
  return causes;
}
