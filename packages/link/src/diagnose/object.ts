/** The object and who looks at it; and, for a channel, what it names: cluster and membership. */
import { annotations, resource } from '@asm-privatelink/api';
import type { Check } from './diagnosis.ts';
import type { DiagnosisFacts } from './facts.ts';
import { aliyun, remedyFor } from './remedies.ts';
import { causeAt, isYoung, told, type Walk } from './walk.ts';

const on = `${resource.kind} ${resource.objectName}`;

export function checkWhole(facts: DiagnosisFacts): Check {
  const { config, writer, wish, observation } = facts;
  const { metadata, status } = config;
  const overall = status?.status ?? 'without a status';
  if (wish.deleting) {
    const { services, endpoints, groups } = observation;
    const left = [...endpoints, ...services, ...groups].map(({ id }) => id);
    const text = left.length === 0 ? 'it is being deleted' : `it is being deleted; left: ${left.join(', ')}`;
    return told('object', 'waiting', { on, text, reason: 'Deleting', remedy: { text: 'Wait.' } });
  }
  if (wish.paused) {
    const text = `it is paused by ${annotations.pause}: nothing is changed in the cloud, whatever breaks`;
    return told('object', 'broken', { on, text, reason: 'Paused', remedy: remedyFor('Paused', wish.mesh) });
  }
  if (writer === 'nobody') {
    const minutes = Math.round((observation.at - Date.parse(metadata.creationTimestamp ?? '')) / 60_000);
    const text = 'nobody has written a status yet';
    if (isYoung(facts)) return told('object', 'waiting', { on, text, reason: 'Pending', remedy: { text: 'Wait.' } });
    return told('object', 'broken', {
      on,
      text: `${text}, ${minutes} minutes after it was made: nothing looks at it`,
      reason: 'Pending',
      remedy: {
        text: 'Start the operator; on a managed ASM instance, see that the kubeconfig is that of the instance, not of the cluster.',
        command: `asmpvl operator --mesh ${wish.mesh} --manage`,
      },
    });
  }
  if (writer === 'ours' && status?.observedGeneration !== metadata.generation) {
    const text = `it is ${overall}, of an older spec: the last change was not looked at yet`;
    return told('object', 'waiting', { on, text, reason: 'Pending', remedy: { text: 'Wait.' } });
  }
  const by = writer === 'ours' ? 'asm-privatelink' : writer.other;
  return told('object', 'ok', { on, text: `it is ${overall}, says ${by}` });
}

export function checkObject(walk: Walk): Check {
  const { link, facts, cause } = walk;
  const { observation, wish, forbidden } = facts;
  const names = link.clusterIds.join(', ');
  const found = causeAt('object', walk, names);
  if (found !== undefined && cause?.problem.reason === 'ClusterNotMember') {
    return notMember(found, link.clusterIds, facts, forbidden);
  }
  if (found !== undefined) return found;
  const clusters = link.clusterIds.flatMap((id) => {
    const cluster = observation.clusters.get(id);
    return cluster?.ok ? [cluster.value] : [];
  });
  const states = clusters.map(({ name, state, vpcId }) => `${name} is ${state} in ${vpcId}`);
  const member = observation.members === undefined ? '' : `, a member of mesh ${wish.mesh}`;
  return told('object', 'ok', { on: names, text: `${states.join('; ')}${member}` });
}

const flags: Readonly<Record<number, string>> = {
  1: 'the caller lacks administrator rights on the cluster',
  2: 'the cluster is in another VPC and no Cloud Enterprise Network joins them; the channels of this object do that',
  3: 'its addresses clash with those of the mesh',
  4: 'the cluster has a namespace istio-system already',
};

/** Why a cluster cannot be added, as the mesh's own list of clusters says (product-behaviour §B.1). */
function notMember(
  check: Check,
  clusterIds: readonly string[],
  { wish }: DiagnosisFacts,
  forbidden: DiagnosisFacts['forbidden'],
): Check {
  const remedies: Readonly<Record<number, string>> = {
    1: 'Let somebody with administrator rights on the cluster add it, or have them granted (RBAC cluster-admin).',
    3: 'Make the cluster, or the mesh, with addresses that do not clash.',
    4: 'Uninstall the Istio that is in the cluster, delete the namespace istio-system, then add the cluster.',
  };
  const hindered = clusterIds.flatMap((id) => {
    const { flag = 0, info = '' } = forbidden.get(id) ?? {};
    return flag === 0 ? [] : [{ id, flag, info }];
  });
  const [first] = hindered;
  const ClusterId = clusterIds.join(',');
  return {
    ...check,
    evidence: [
      ...(check.evidence ?? []),
      ...hindered.map(
        ({ flag, info }) =>
          `ForbiddenFlag ${flag}: ${flags[flag] ?? 'a reason that is not documented'}${info && `: ${info}`}`,
      ),
    ],
    remedy: {
      text: remedies[first?.flag ?? 0] ?? 'Add the cluster to the mesh.',
      command: aliyun('servicemesh', 'AddClusterIntoServiceMesh', { ServiceMeshId: wish.mesh, ClusterId }),
    },
  };
}
