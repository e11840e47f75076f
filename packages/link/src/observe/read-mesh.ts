/** Reads the control plane's side: the mesh and its members. */
import { isCloudError } from '@asm-privatelink/cloud';
import type { ControlPlane, Found, Member } from '../model.ts';
import { problemFrom } from '../problems.ts';
import type { Source } from '../source.ts';
import type { Reader } from './reader.ts';

/** The control plane as the source has it. */
export async function readControlPlane(
  cloud: Reader,
  source: Source,
  signal: AbortSignal,
): Promise<Found<ControlPlane>> {
  if (source.kind === 'given') {
    return {
      ok: true,
      value: {
        mesh: source.mesh,
        region: source.region,
        vpcId: source.vpcId,
        pilotBalancer: { ok: true, value: source.pilotLoadBalancerId },
      },
    };
  }
  try {
    const { ServiceMesh } = await cloud.call('DescribeServiceMeshDetail', { ServiceMeshId: source.meshId }, { signal });
    const vpcId = ServiceMesh.Spec?.Network?.VpcId ?? '';
    const pilot = ServiceMesh.Spec?.LoadBalancer?.PilotPublicLoadbalancerId ?? '';
    if (vpcId === '') return { ok: false, problem: meshNotFound(source.meshId) };
    const region = ServiceMesh.ServiceMeshInfo.RegionId || cloud.region;
    // Service Mesh answers for instances of every region; everything else would be looked for in the wrong one.
    if (region !== cloud.region) return { ok: false, problem: meshElsewhere(source.meshId, region, cloud.region) };
    const address = ServiceMesh.Endpoints?.IntranetPilotEndpoint;
    return {
      ok: true,
      value: {
        mesh: source.meshId,
        region,
        vpcId,
        pilotBalancer: pilot === '' ? { ok: false, problem: pilotMissing(source.meshId) } : { ok: true, value: pilot },
        ...(address ? { pilotAddress: address } : {}),
      },
    };
  } catch (error) {
    if (isCloudError(error) && error.kind === 'gone') return { ok: false, problem: meshNotFound(source.meshId) };
    return { ok: false, problem: problemFrom(error, `read mesh ${source.meshId}`) };
  }
}

function meshNotFound(meshId: string): ControlPlaneProblem {
  return {
    reason: 'MeshNotFound',
    severity: 'person',
    message: `There is no ASM instance ${meshId} for these credentials. Check the mesh id and the account the operator runs with.`,
  };
}

function meshElsewhere(meshId: string, region: string, asked: string): ControlPlaneProblem {
  return {
    reason: 'MeshNotFound',
    severity: 'person',
    message: `ASM instance ${meshId} is in region ${region}, not in ${asked}. Give ${region} as the region, or the id of an instance in ${asked}.`,
  };
}

function pilotMissing(meshId: string): ControlPlaneProblem {
  return {
    reason: 'PilotBalancerMissing',
    severity: 'person',
    message: `ASM instance ${meshId} names no load balancer for Pilot. Wait until the instance is running; if it is, ask the cloud's support for its Pilot load balancer.`,
  };
}

type ControlPlaneProblem = Extract<Found<ControlPlane>, { ok: false }>['problem'];

/** The members of the mesh; undefined where the source has no members of its own. */
export async function readMembers(
  cloud: Reader,
  source: Source,
  signal: AbortSignal,
): Promise<Found<ReadonlyMap<string, Member> | undefined>> {
  if (source.kind === 'given') return { ok: true, value: undefined };
  try {
    const request = { ServiceMeshId: source.meshId };
    const { Clusters } = await cloud.call('DescribeClustersInServiceMesh', request, { signal });
    const members = Clusters.map((member) => ({
      clusterId: member.ClusterId,
      state: member.State ?? '',
      message: member.ErrorMessage ?? '',
    }));
    return { ok: true, value: new Map(members.map((member) => [member.clusterId, member])) };
  } catch (error) {
    if (isCloudError(error) && error.kind === 'gone') return { ok: false, problem: meshNotFound(source.meshId) };
    return { ok: false, problem: problemFrom(error, `read the members of mesh ${source.meshId}`) };
  }
}

/** Whether PrivateLink is activated: "no" comes as the error NeedOpenProduct (alibaba-cloud-api §0 item 3). Undefined when it cannot be asked. */
export async function readActivated(cloud: Reader, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    await cloud.call('CheckProductOpen', {}, { signal });
    return true;
  } catch (error) {
    if (!isCloudError(error)) throw error;
    return error.code === 'NeedOpenProduct' ? false : undefined;
  }
}
