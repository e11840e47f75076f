/** Where this command stands: in the emulated network, in a VPC of the real cloud, or in none. */
import type { Environment } from '../context.ts';
import { emulatedGround } from './emulated-ground.ts';
import type { Ground } from './ground.ts';
import { realGround, vpcOfThisMachine } from './real-ground.ts';

export interface GroundFlags {
  readonly cloudEndpoint: string | undefined;
  /** The VPC in which this machine stands, where a person says so. */
  readonly from: string | undefined;
}

export interface Standing {
  readonly ground: Ground;
  /** For people: `the emulated network at …`, `vpc-…`, `this machine`. */
  readonly name: string;
  /** The cloud is an emulated one. */
  readonly emulated: boolean;
}

export async function standing(
  { cloudEndpoint, from }: GroundFlags,
  env: Environment,
  signal: AbortSignal,
): Promise<Standing> {
  const ground = cloudEndpoint === undefined ? undefined : await emulatedGround(cloudEndpoint, signal);
  if (ground !== undefined) return { ground, name: `the emulated network at ${cloudEndpoint}`, emulated: true };
  const vpcId = from ?? (await vpcOfThisMachine(env));
  return {
    ground: realGround({ vpcId }),
    name: vpcId ?? 'this machine, which is in no VPC that is known',
    emulated: false,
  };
}
