import { describe, expect, it } from 'vitest';
import { customResourceDefinition, openApiSchema } from './crd.ts';
import { limits } from './limits.ts';
import { conditionTypes } from './names.ts';
import type { StructuralSchema } from './structural.ts';
import type { ASMPvlConfig, ASMPvlConfigStatus, VSwitchRef } from './types.ts';

/** Every field below `schema`, by its path. */
function fields(schema: StructuralSchema, path: string): [string, StructuralSchema][] {
  return [
    [path, schema] as [string, StructuralSchema],
    ...(schema.items === undefined ? [] : fields(schema.items, `${path}[]`)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => fields(field, `${path}.${name}`)),
  ];
}

const { spec, status } = openApiSchema().properties ?? {};
const ours = Object.entries({ spec, status }).flatMap(([name, schema]) =>
  schema === undefined ? [] : fields(schema, name),
);

describe('the CRD', () => {
  it.each(ours)('describes %s, and bounds it if it can grow', (_, field) => {
    expect(field.description).toMatch(/^[A-Zv].*\.$/);
    const list = field.type === 'array';
    const text = field.type === 'string' && field.format === undefined && field.enum === undefined;
    expect({ items: (field.maxItems ?? 0) > 0, type: field['x-kubernetes-list-type'] !== undefined }).toEqual({
      items: list,
      type: list,
    });
    expect((field.maxLength ?? 0) > 0).toBe(text);
  });

  it('uses nothing that Kubernetes 1.20 lacks', () => {
    expect(JSON.stringify(customResourceDefinition())).not.toMatch(
      /x-kubernetes-validations|additionalProperties|selectableFields/,
    );
  });

  it('shows Status, Clusters, Ready and Age, and with -o wide the message', () => {
    const [version] = customResourceDefinition().spec.versions;
    const columns = version.additionalPrinterColumns.map((column) => [column.name, 'priority' in column]);
    expect(columns).toEqual([
      ['Status', false],
      ['Clusters', false],
      ['Ready', false],
      ['Age', false],
      ['Message', true],
    ]);
    expect(version.additionalPrinterColumns[2].jsonPath).toContain(`"${conditionTypes.ready}"`);
  });
});

describe('an object of 500 clusters', () => {
  const domain = 'ep-bp1i06bad79eb60c60cc.epsrv-bp1gqb8g1b8d7uactdab.cn-hangzhou.privatelink.aliyuncs.com';
  const ids = Array.from(
    { length: limits.clusters },
    (_, index) => `cab9ace222210457a83f09fcd${String(index).padStart(8, '0')}`,
  );
  const vSwitches: VSwitchRef[] = ['h', 'i', 'j'].map((zone) => ({
    vSwitchId: 'vsw-bp1jsgsanpvxpj32yai50',
    zoneId: `cn-hangzhou-${zone}`,
  }));
  const pvlEndpoint = {
    id: 'ep-bp1i06bad79eb60c60cc',
    domainName: domain,
    status: 'Active',
    connectionStatus: 'Disconnected',
  };
  const pvlEndpointService = {
    id: 'epsrv-bp1gqb8g1b8d7uactdab',
    name: 'com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1gqb8g1b8d7uactdab',
    status: 'Active',
  };
  const row = {
    pvlEndpoint,
    reason: 'VSwitchZoneMismatch',
    message: 'm'.repeat(limits.rowMessage),
    zones: vSwitches.map((vSwitch) => ({ ...vSwitch, status: 'Disconnected' })),
  };
  const fullStatus: ASMPvlConfigStatus = {
    status: 'Degraded',
    clusters: ids.map((clusterId) => ({ clusterId, ...row, pvlEndpointService })),
    pilot: { clusters: ids.map((clusterId) => ({ clusterId, ...row })), pvlEndpointService },
    clustersReady: '0/500',
    observedGeneration: 1,
    conditions: Object.values(conditionTypes).map((type) => ({
      type,
      status: 'True',
      lastTransitionTime: '2026-01-01T00:00:00Z',
      reason: 'Degraded',
      message: 'm'.repeat(limits.conditionMessage),
    })),
  };
  const config: ASMPvlConfig = {
    apiVersion: 'istio.alibabacloud.com/v1beta1',
    kind: 'ASMPvlConfig',
    metadata: { name: 'default' },
    spec: { ackVpcEndpoint: ids.map((clusterId) => ({ clusterId, vSwitches })), asmVpcEndpoint: { vSwitches } },
    status: fullStatus,
  };

  it("when each has three zones and each row its longest message, stays under etcd's 1.5 MiB, with kubectl's annotation and the managed fields", () => {
    const lastApplied = JSON.stringify(JSON.stringify({ ...config, status: undefined })).length;
    // kubectl refuses an annotation above this, and asks for --server-side.
    expect(lastApplied).toBeLessThan(262_144);
    // {"k:{\"clusterId\":\"…\"}":{".":{},"f:clusterId":{},"f:vSwitches":{}}} as recorded from a real server, for each cluster
    const managedFields = ids.length * 115;
    expect(JSON.stringify(config).length + lastApplied + managedFields).toBeLessThan(1.5 * 1024 * 1024);
  });
});
