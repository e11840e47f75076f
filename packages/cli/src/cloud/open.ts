/** The cloud as the flags say: which region, whose keys, at which endpoint, and which mesh it is about. */
import { type Cloud, createCloud, sdkTransport, systemClock, withBudget } from '@asm-privatelink/cloud';
import type { Source } from '@asm-privatelink/link';
import type { Environment } from '../context.ts';
import { Failure } from '../failure.ts';
import { readProfile } from './aliyun-profile.ts';
import { parseCloudEndpoint } from './endpoint.ts';
import { type ChooseMesh, findMesh } from './find-mesh.ts';
import type { CloudFlags } from './options.ts';

export interface OpenCloud {
  readonly cloud: Cloud;
  readonly source: Source;
}

export interface OpenCloudOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** Asked when several meshes could be meant. */
  readonly chooseMesh?: ChooseMesh;
}

/**
 * @param clusterIds those of the ASMPvlConfig: by them the mesh is found when no flag names it
 * @throws Failure when a flag is missing or wrong, CloudError when the mesh had to be looked for and that failed
 */
export async function openCloud(
  flags: CloudFlags,
  clusterIds: readonly string[],
  { env, signal, chooseMesh }: OpenCloudOptions,
): Promise<OpenCloud> {
  const cloud = connectCloud(flags, env);
  const source = givenSource(flags, cloud.region) ?? {
    kind: 'asm' as const,
    meshId: flags.mesh ?? (await findMesh(cloud, clusterIds, signal, chooseMesh)),
  };
  return { cloud, source };
}

/**
 * The cloud alone, whichever mesh it is about. Nothing is called.
 *
 * @throws Failure when a flag is missing or wrong
 */
export function connectCloud(flags: CloudFlags, env: Environment): Cloud {
  const named = flags.profile === undefined ? undefined : readProfile(flags.profile, env);
  const region = regionOf(flags, env, named?.region);
  const address = flags.cloudEndpoint === undefined ? {} : parseCloudEndpoint(flags.cloudEndpoint);
  const transport = sdkTransport({ region, ...address, credentials: named?.keys(), env });
  return withBudget(createCloud({ region, transport }), { clock: systemClock(), share: 0.5 });
}

function regionOf({ region, profile }: CloudFlags, env: Environment, named: string | undefined): string {
  const found =
    region ??
    (env['ALIBABA_CLOUD_REGION_ID'] || env['ALIBABACLOUD_REGION_ID'] || named) ??
    (profile === undefined ? readProfile(undefined, env)?.region : undefined);
  if (found !== undefined && found !== '') return found;
  throw new Failure({
    code: 'RegionMissing',
    what: 'no region is given: it says where the mesh and its clusters are',
    where: '--region, ASMPVL_REGION, ALIBABA_CLOUD_REGION_ID, or the profile of the aliyun CLI',
    now: 'Give one, such as --region cn-hangzhou.',
    exit: 'usage',
  });
}

/** A control plane of one's own is stated plainly; undefined when nothing of it is. */
function givenSource(flags: CloudFlags, region: string): Source | undefined {
  const { givenName: mesh, vpc: vpcId, pilotLoadBalancer: pilotLoadBalancerId } = flags;
  if (mesh === undefined && vpcId === undefined && pilotLoadBalancerId === undefined) return undefined;
  const refuse = (what: string) =>
    new Failure({
      code: 'SourceInvalid',
      what,
      where: '--mesh; --given-name, --vpc, --pilot-load-balancer',
      now: 'Name the ASM instance, or give all three of your own control plane.',
      exit: 'usage',
    });
  if (flags.mesh !== undefined) {
    throw refuse('the control plane comes from one source: an ASM instance, or what is given');
  }
  if (mesh === undefined || vpcId === undefined || pilotLoadBalancerId === undefined) {
    throw refuse('of a control plane of your own the name, the VPC and the load balancer of Pilot are all needed');
  }
  return { kind: 'given', mesh, region, vpcId, pilotLoadBalancerId };
}
