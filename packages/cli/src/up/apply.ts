/** Applies the config as `kubectl apply --server-side` would; a refusal comes with the remedy for each field. */
import { problemText, validate } from '@asm-privatelink/api';
import { isKubeError, type KubeClient } from '@asm-privatelink/operator';
import { Failure } from '../failure.ts';
import { applyConfig } from '../kube/configs.ts';
import type { Manifest } from './manifest.ts';

/** @throws Failure when the API server refuses it: in the server's own words, and in ours what to do */
export async function applyManifest(client: KubeClient, { value, from }: Manifest, signal: AbortSignal): Promise<void> {
  try {
    await applyConfig(client, value, { signal, force: true });
  } catch (error) {
    if (!isKubeError(error) || error.status === 0) throw error;
    const remedies = validate(value).map(problemText);
    throw new Failure({
      code: error.reason,
      what: `the API server refuses ${from}`,
      where: error.message,
      now: remedies.length > 0 ? remedies.join('\n') : 'Correct what the message names, and apply again.',
      exit: 'usage',
      cause: error,
    });
  }
}
