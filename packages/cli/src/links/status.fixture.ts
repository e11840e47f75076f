/** For tests: the guide's object at a stage of its life, as the operator writes it. Made by hand from the guide's own status. */
import { type ASMPvlConfig, type ASMPvlConfigStatus, resource } from '@asm-privatelink/api';

export const clusterId = 'cab9ace222210457a83f09fcd42e9f1d7';

export function configWith(status?: ASMPvlConfigStatus, clusterIds = [clusterId]): ASMPvlConfig {
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: 'default', generation: 1, resourceVersion: '1' },
    spec: {
      ackVpcEndpoint: clusterIds.map((id) => ({
        clusterId: id,
        vSwitches: [{ vSwitchId: 'vsw-bp1jsgsanpvxpj32yai50', zoneId: 'cn-hangzhou-j' }],
      })),
      asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-bp1l5hini55sstnwd2skf', zoneId: 'cn-hangzhou-i' }] },
    },
    // A test may change what it was given.
    ...(status === undefined ? {} : { status: structuredClone(status) }),
  };
}

const domain = (id: string, service: string) => `${id}cc.${service}.cn-hangzhou.privatelink.aliyuncs.com`;

/** Service Active, endpoint Active, the connection of the API server being made; Pilot's endpoint being made. */
export const provisioning: ASMPvlConfigStatus = {
  status: 'Provisioning',
  observedGeneration: 1,
  clusters: [
    {
      clusterId,
      pvlEndpoint: {
        id: 'ep-bp1i06bad79eb60c60',
        domainName: domain('ep-bp1i06bad79eb60c60', 'epsrv-bp1gqb8g1b8d7uactd'),
        status: 'Active',
        connectionStatus: 'Connecting',
      },
      pvlEndpointService: { id: 'epsrv-bp1gqb8g1b8d7uactd', name: 'com.aliyuncs', status: 'Active' },
      reason: 'Provisioning',
      message: 'Waiting for the connection of endpoint ep-bp1i06bad79eb60c60 to be Connected (Connecting).',
    },
  ],
  pilot: {
    clusters: [{ clusterId, reason: 'Provisioning' }],
    pvlEndpointService: { id: 'epsrv-bp1cl4qwzkf747ug6t', name: 'com.aliyuncs', status: 'Creating' },
  },
  conditions: [],
};

export const available: ASMPvlConfigStatus = {
  status: 'Available',
  observedGeneration: 1,
  clusters: [
    {
      clusterId,
      pvlEndpoint: {
        id: 'ep-bp1i06bad79eb60c60',
        domainName: domain('ep-bp1i06bad79eb60c60', 'epsrv-bp1gqb8g1b8d7uactd'),
        status: 'Active',
        connectionStatus: 'Connected',
      },
      pvlEndpointService: { id: 'epsrv-bp1gqb8g1b8d7uactd', name: 'com.aliyuncs', status: 'Active' },
      reason: 'Available',
    },
  ],
  pilot: {
    clusters: [
      {
        clusterId,
        pvlEndpoint: {
          id: 'ep-bp1i52311b91a5a25e',
          domainName: domain('ep-bp1i52311b91a5a25e', 'epsrv-bp1cl4qwzkf747ug6t'),
          status: 'Active',
          connectionStatus: 'Connected',
        },
        reason: 'Available',
      },
    ],
    pvlEndpointService: { id: 'epsrv-bp1cl4qwzkf747ug6t', name: 'com.aliyuncs', status: 'Active' },
  },
  conditions: [condition('Ready', 'True', 'Available', 'All 2 links are up.')],
};

/** The API server's link is up; Pilot's vSwitch lies in a zone that is not served. */
export const degraded: ASMPvlConfigStatus = {
  ...available,
  status: 'Degraded',
  pilot: {
    clusters: [
      {
        clusterId,
        reason: 'ZoneNotServed',
        message:
          'spec.ackVpcEndpoint[0].vSwitches: none of them lies in a zone that load balancer lb-bp1pilot serves (cn-hangzhou-j). Use vsw-bp1jsgsanpvxpj32yai50 (cn-hangzhou-j).',
      },
    ],
  },
  conditions: [
    condition('Ready', 'False', 'ZoneNotServed', '1 of 2 links are up.'),
    condition('Stalled', 'True', 'ZoneNotServed', 'none of the listed vSwitches will do'),
  ],
};

function condition(type: string, status: 'True' | 'False', reason: string, message: string) {
  return { type, status, reason, message, lastTransitionTime: '2026-01-01T00:00:00Z' };
}
