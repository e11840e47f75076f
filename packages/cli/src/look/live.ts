/** The object as it is in the API server now, for whoever can do without it. */
import { type ASMPvlConfig, annotations, fieldManager, type ManagedFieldsEntry } from '@asm-privatelink/api';
import { isKubeError, KubeconfigError } from '@asm-privatelink/operator';
import type { Environment } from '../context.ts';
import { getConfig } from '../kube/configs.ts';
import { openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';

/** Absent with a reason: not there, or the API server could not be asked. */
export type Live =
  | { readonly config: ASMPvlConfig }
  | { readonly config: undefined; readonly why: string; readonly known: boolean };

export async function readLive(flags: KubeFlags, env: Environment, signal: AbortSignal): Promise<Live> {
  try {
    const kube = await openKube(flags, env);
    try {
      return { config: await getConfig(kube.client, signal) };
    } finally {
      await kube.close();
    }
  } catch (error) {
    if (isKubeError(error) && error.status === 404) {
      return { config: undefined, why: 'it is not in the API server yet', known: true };
    }
    if (isKubeError(error) || error instanceof KubeconfigError) {
      return { config: undefined, why: `the API server could not be asked: ${error.message}`, known: false };
    }
    throw error;
  }
}

/** Who writes the status, if that is neither our operator nor about to be: then objects are found by the ids in it, not by our tags. */
export function otherWriter({ metadata }: ASMPvlConfig): string | undefined {
  if (metadata.annotations?.[annotations.takeOver] !== undefined) return undefined;
  return metadata.managedFields?.find((each) => each.manager !== fieldManager && writesStatus(each))?.manager;
}

export function weWrite({ metadata }: ASMPvlConfig): boolean {
  return metadata.managedFields?.some((each) => each.manager === fieldManager && writesStatus(each)) ?? false;
}

function writesStatus({ manager, fieldsV1 }: ManagedFieldsEntry): boolean {
  return manager !== undefined && Object.keys(Object(fieldsV1?.['f:status'])).length > 0;
}
