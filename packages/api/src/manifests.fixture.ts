/**
 * Manifests that are wrong, what real API servers with our CRD answer, and what the validation says.
 * The servers' words were recorded from kube-apiserver 1.20.2 and from the custom-resource API server of 1.36.4 (`POST`, without strict field validation; `field: message` of
 * each cause in the Status, sorted); test/crd.test.ts holds them to it wherever those servers are at hand.
 */
import { limits } from './limits.ts';

/** The guide's file (vendor-guide), as an object. */
export const guideManifest = {
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  metadata: { name: 'default' },
  spec: {
    ackVpcEndpoint: [
      {
        clusterId: 'cab9ace222210457a83f09fcd42e9f1d7',
        vSwitches: [{ vSwitchId: 'vsw-bp1jsgsanpvxpj32yai50', zoneId: 'cn-hangzhou-j' }],
      },
    ],
    asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-bp1l5hini55sstnwd2skf', zoneId: 'cn-hangzhou-i' }] },
  },
};

const { spec } = guideManifest;
const cluster = { clusterId: 'c1', vSwitches: [{ vSwitchId: 'vsw-1', zoneId: 'cn-hangzhou-j' }] };
const manifest = (change: object) => ({ ...guideManifest, ...change });
const withAck = (ackVpcEndpoint: unknown) => manifest({ spec: { ...spec, ackVpcEndpoint } });
const withAsm = (asmVpcEndpoint: unknown) => manifest({ spec: { ...spec, asmVpcEndpoint } });
const count = <T>(length: number, make: (index: number) => T) => Array.from({ length }, (_, index) => make(index));

export interface WrongManifest {
  when: string;
  manifest: object;
  /** What the servers answer; `accepted` where the schema cannot refuse it. */
  v1_20: string;
  v1_36: string;
  /** `reason path: message` of each problem, as the validation says it. */
  problems: string[];
}

export const wrongManifests: WrongManifest[] = [
  {
    when: 'the name is not default',
    manifest: manifest({ metadata: { name: 'other' } }),
    v1_20: 'metadata.name: Unsupported value: "other": supported values: "default"',
    v1_36: 'metadata.name: Unsupported value: "other": supported values: "default"',
    problems: [
      'InvalidName metadata.name: must be "default", the only name supported: one object configures the whole mesh',
    ],
  },
  {
    when: 'there is no spec',
    manifest: { ...guideManifest, spec: undefined },
    v1_20: 'spec: Required value',
    v1_36: 'spec: Required value',
    problems: ['InvalidSpec spec: is required (What shall be connected)'],
  },
  {
    when: 'the spec is null',
    manifest: manifest({ spec: null }),
    v1_20: 'spec: Required value',
    v1_36: 'spec: Required value',
    problems: ['InvalidSpec spec: is required (What shall be connected)'],
  },
  {
    when: 'a cluster stands twice',
    manifest: withAck([cluster, cluster]),
    v1_20: 'spec.ackVpcEndpoint[1]: Duplicate value: map[string]interface {}{"clusterId":"c1"}',
    v1_36: 'spec.ackVpcEndpoint[1]: Duplicate value: {"clusterId":"c1"}',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint[1].clusterId: cluster c1 already stands in spec.ackVpcEndpoint[0]: list all its vSwitches there and remove this entry',
    ],
  },
  {
    when: 'there is no cluster',
    manifest: withAck([]),
    v1_20: 'spec.ackVpcEndpoint: Invalid value: 0: spec.ackVpcEndpoint in body should have at least 1 items',
    v1_36: 'spec.ackVpcEndpoint: Invalid value: 0: spec.ackVpcEndpoint in body should have at least 1 items',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint: must not be an empty list: give at least one (The ACK clusters to connect, one entry each)',
    ],
  },
  {
    when: 'there are 501 clusters',
    manifest: withAck(count(limits.clusters + 1, (index) => ({ ...cluster, clusterId: `c${index}` }))),
    v1_20: 'spec.ackVpcEndpoint: Invalid value: 501: spec.ackVpcEndpoint in body should have at most 500 items',
    v1_36: 'spec.ackVpcEndpoint: Too many: 501: must have at most 500 items',
    problems: ['InvalidSpec spec.ackVpcEndpoint: must have at most 500 items, but has 501'],
  },
  {
    when: 'ackVpcEndpoint is an object',
    manifest: withAck(cluster),
    v1_20: 'spec.ackVpcEndpoint: Invalid value: "object": spec.ackVpcEndpoint in body must be of type array: "object"',
    v1_36: 'spec.ackVpcEndpoint: Invalid value: "object": spec.ackVpcEndpoint in body must be of type array: "object"',
    problems: ['InvalidSpec spec.ackVpcEndpoint: must be an array, but is an object'],
  },
  {
    when: 'an entry of ackVpcEndpoint is null',
    manifest: withAck([null]),
    v1_20: 'spec.ackVpcEndpoint: Invalid value: "null": spec.ackVpcEndpoint in body must be of type object: "null"',
    v1_36:
      'spec.ackVpcEndpoint[0]: Invalid value: "null": spec.ackVpcEndpoint[0] in body must be of type object: "null"',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint[0]: is required (One ACK cluster, and where the endpoint through which its VPC reaches Pilot is placed)',
    ],
  },
  {
    when: 'a clusterId is a number',
    manifest: withAck([{ ...cluster, clusterId: 5 }]),
    v1_20:
      'spec.ackVpcEndpoint.clusterId: Invalid value: "integer": spec.ackVpcEndpoint.clusterId in body must be of type string: "integer"',
    v1_36:
      'spec.ackVpcEndpoint[0].clusterId: Invalid value: "integer": spec.ackVpcEndpoint[0].clusterId in body must be of type string: "integer"',
    problems: ['InvalidSpec spec.ackVpcEndpoint[0].clusterId: must be a string, but is a number'],
  },
  {
    when: 'a clusterId is empty',
    manifest: withAck([{ ...cluster, clusterId: '' }]),
    v1_20:
      'spec.ackVpcEndpoint.clusterId: Invalid value: "": spec.ackVpcEndpoint.clusterId in body should be at least 1 chars long; spec.ackVpcEndpoint.clusterId: Invalid value: "null": spec.ackVpcEndpoint.clusterId in body must be of type string: "null"',
    v1_36:
      'spec.ackVpcEndpoint[0].clusterId: Invalid value: "": spec.ackVpcEndpoint[0].clusterId in body should be at least 1 chars long',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint[0].clusterId: must not be empty (ID of an ACK cluster that has been added to the mesh)',
    ],
  },
  {
    when: 'a clusterId is missing',
    manifest: withAck([{ vSwitches: cluster.vSwitches }]),
    v1_20: 'spec.ackVpcEndpoint.clusterId: Required value',
    v1_36: 'spec.ackVpcEndpoint[0].clusterId: Required value',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint[0].clusterId: is required (ID of an ACK cluster that has been added to the mesh)',
    ],
  },
  {
    when: 'a placeholder was left in place',
    manifest: withAck([{ ...cluster, clusterId: '<your-ack-cluster-id>' }]),
    v1_20:
      'spec.ackVpcEndpoint.clusterId: Invalid value: "<your-ack-cluster-id>": spec.ackVpcEndpoint.clusterId in body should match \'^[A-Za-z0-9-]+$\'',
    v1_36:
      'spec.ackVpcEndpoint[0].clusterId: Invalid value: "<your-ack-cluster-id>": spec.ackVpcEndpoint[0].clusterId in body should match \'^[A-Za-z0-9-]+$\'',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint[0].clusterId: must be an id of letters, digits and "-" only: replace placeholders, and remove blanks and quotes',
    ],
  },
  {
    when: 'a cluster has no vSwitch',
    manifest: withAck([{ ...cluster, vSwitches: [] }]),
    v1_20:
      'spec.ackVpcEndpoint.vSwitches: Invalid value: 0: spec.ackVpcEndpoint.vSwitches in body should have at least 1 items',
    v1_36:
      'spec.ackVpcEndpoint[0].vSwitches: Invalid value: 0: spec.ackVpcEndpoint[0].vSwitches in body should have at least 1 items',
    problems: [
      "InvalidSpec spec.ackVpcEndpoint[0].vSwitches: must not be an empty list: give at least one (vSwitches in the cluster's VPC)",
    ],
  },
  {
    when: 'asmVpcEndpoint is missing',
    manifest: manifest({ spec: { ackVpcEndpoint: spec.ackVpcEndpoint } }),
    v1_20: 'spec.asmVpcEndpoint: Required value',
    v1_36: 'spec.asmVpcEndpoint: Required value',
    problems: [
      "InvalidSpec spec.asmVpcEndpoint: is required (Where the endpoints through which the control plane reaches the clusters' API servers are placed: one list for all clusters)",
    ],
  },
  {
    when: 'asmVpcEndpoint is a list',
    manifest: withAsm([]),
    v1_20: 'spec.asmVpcEndpoint: Invalid value: "array": spec.asmVpcEndpoint in body must be of type object: "array"',
    v1_36: 'spec.asmVpcEndpoint: Invalid value: "array": spec.asmVpcEndpoint in body must be of type object: "array"',
    problems: ['InvalidSpec spec.asmVpcEndpoint: must be an object, but is an array'],
  },
  {
    when: 'asmVpcEndpoint has no vSwitch',
    manifest: withAsm({ vSwitches: [] }),
    v1_20:
      'spec.asmVpcEndpoint.vSwitches: Invalid value: 0: spec.asmVpcEndpoint.vSwitches in body should have at least 1 items',
    v1_36:
      'spec.asmVpcEndpoint.vSwitches: Invalid value: 0: spec.asmVpcEndpoint.vSwitches in body should have at least 1 items',
    problems: [
      "InvalidSpec spec.asmVpcEndpoint.vSwitches: must not be an empty list: give at least one (vSwitches in the VPC of the mesh's control plane)",
    ],
  },
  {
    when: 'asmVpcEndpoint has 11 vSwitches',
    manifest: withAsm({
      vSwitches: count(limits.vSwitches + 1, (index) => ({ vSwitchId: `vsw-${index}`, zoneId: 'cn-hangzhou-i' })),
    }),
    v1_20:
      'spec.asmVpcEndpoint.vSwitches: Invalid value: 11: spec.asmVpcEndpoint.vSwitches in body should have at most 10 items',
    v1_36: 'spec.asmVpcEndpoint.vSwitches: Too many: 11: must have at most 10 items',
    problems: ['InvalidSpec spec.asmVpcEndpoint.vSwitches: must have at most 10 items, but has 11'],
  },
  {
    when: 'a zoneId is missing',
    manifest: withAsm({ vSwitches: [{ vSwitchId: 'vsw-1' }] }),
    v1_20: 'spec.asmVpcEndpoint.vSwitches.zoneId: Required value',
    v1_36: 'spec.asmVpcEndpoint.vSwitches[0].zoneId: Required value',
    problems: [
      'InvalidSpec spec.asmVpcEndpoint.vSwitches[0].zoneId: is required (Zone in which this vSwitch lies, such as cn-hangzhou-j)',
    ],
  },
  {
    when: 'a zoneId is too long',
    manifest: withAsm({ vSwitches: [{ vSwitchId: 'vsw-1', zoneId: 'z'.repeat(limits.id + 1) }] }),
    v1_20:
      'spec.asmVpcEndpoint.vSwitches.zoneId: Invalid value: "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz": spec.asmVpcEndpoint.vSwitches.zoneId in body should be at most 64 chars long',
    v1_36: 'spec.asmVpcEndpoint.vSwitches[0].zoneId: Too long: may not be more than 64 bytes',
    problems: ['InvalidSpec spec.asmVpcEndpoint.vSwitches[0].zoneId: must have at most 64 characters, but has 65'],
  },
  {
    when: 'a field is misspelt and another unknown',
    manifest: manifest({ spec: { ...spec, ackVpcEndpoint: [{ ...cluster, clusterID: 'c1' }], bandwidth: 5 } }),
    v1_20: 'accepted',
    v1_36: 'accepted',
    problems: [
      'InvalidSpec spec.ackVpcEndpoint[0].clusterID: is not a field of ASMPvlConfig: write clusterId',
      'InvalidSpec spec.bandwidth: is not a field of ASMPvlConfig: remove it; the fields here are ackVpcEndpoint, asmVpcEndpoint',
    ],
  },
  {
    when: 'a vSwitch stands twice',
    manifest: withAck([{ ...cluster, vSwitches: [...cluster.vSwitches, ...cluster.vSwitches] }]),
    v1_20: 'accepted',
    v1_36: 'accepted',
    problems: [
      'VSwitchUnused spec.ackVpcEndpoint[0].vSwitches[1].vSwitchId: vSwitch vsw-1 already stands in spec.ackVpcEndpoint[0].vSwitches[0]: remove this entry, it has no effect',
    ],
  },
  {
    when: 'a vSwitch stands in two zones',
    manifest: withAck([
      { ...cluster, vSwitches: [...cluster.vSwitches, { vSwitchId: 'vsw-1', zoneId: 'cn-hangzhou-k' }] },
    ]),
    v1_20: 'accepted',
    v1_36: 'accepted',
    problems: [
      'VSwitchZoneMismatch spec.ackVpcEndpoint[0].vSwitches[1].zoneId: vSwitch vsw-1 lies in one zone, but is given as cn-hangzhou-j in spec.ackVpcEndpoint[0].vSwitches[0] and as cn-hangzhou-k here: remove the wrong entry',
    ],
  },
];
