/** An ASMPvlConfig of the largest size, and writes of its whole status. */
import { type ASMPvlConfig, customResourceDefinition, limits, resource } from '@asm-privatelink/api';
import type { RestClient } from '../../test/support/rest.ts';

const collection = `/apis/${resource.group}/${resource.version}/${resource.plural}`;
const ids = Array.from({ length: limits.clusters }, (_, index) => `c${String(index).padStart(32, '0')}`);

/** Writes of the status a second, one after another, each changing every row. */
export async function statusWrites(client: RestClient, count: number): Promise<number> {
  await client.must('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', customResourceDefinition());
  const vSwitches = [{ vSwitchId: 'vsw-bp1jsgsanpvxpj32yai50', zoneId: 'cn-hangzhou-j' }];
  await client.must('POST', collection, {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: resource.objectName },
    spec: { ackVpcEndpoint: ids.map((clusterId) => ({ clusterId, vSwitches })), asmVpcEndpoint: { vSwitches } },
  });
  const where = `${collection}/${resource.objectName}/status`;
  const before = performance.now();
  for (let turn = 0; turn < count; turn += 1) {
    await client.must('PATCH', where, { status: status(turn) }, 'application/merge-patch+json');
  }
  return count / ((performance.now() - before) / 1000);
}

function status(turn: number): NonNullable<ASMPvlConfig['status']> {
  const state = turn % 2 === 0 ? 'Active' : 'Pending';
  const message = `Look ${turn}: ${'the connection is being made. '.repeat(3)}`;
  const service = {
    id: 'epsrv-bp1hmlqr4dcbyk28wa7a',
    name: 'com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1',
    status: state,
  };
  const endpoint = {
    id: 'ep-bp1i6b8e8f0d1b0a2c3d',
    domainName: 'ep-bp1i6b8e8f0d1b0a2c3d.epsrv-bp1hmlqr4dcbyk28wa7a.cn-hangzhou.privatelink.aliyuncs.com',
    status: state,
    connectionStatus: 'Connected',
  };
  return {
    clusters: ids.map((clusterId) => ({ clusterId, pvlEndpoint: endpoint, pvlEndpointService: service, message })),
    pilot: {
      clusters: ids.map((clusterId) => ({ clusterId, pvlEndpoint: endpoint, message })),
      pvlEndpointService: service,
    },
    status: 'Provisioning',
  };
}
