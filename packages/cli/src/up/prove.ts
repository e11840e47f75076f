/** Real requests through the channels, as the mesh's control plane and the sidecars send them. */
import type { RunningNetwork } from '@asm-privatelink/emulator';
import { codeOf } from '../code-of.ts';

export type Agents = RunningNetwork['agents'];

/** What a request through a channel came to. */
export type Proof =
  | { readonly ok: true; readonly answer: string }
  | { readonly ok: false; readonly reason: string; readonly message: string };

/** The control plane dials the API server through its endpoint, verifies the certificate and asks for /version. */
export async function proveApiServer(agents: Agents, meshId: string, clusterId: string): Promise<Proof> {
  try {
    const result = await agents.lookAtMember(meshId, clusterId);
    return result.ok ? { ok: true, answer: result.version } : result;
  } catch (error) {
    return failed(error);
  }
}

/** A sidecar dials Pilot through its endpoint, verifies istiod's name and opens its xDS stream. */
export async function provePilot(agents: Agents, meshId: string, clusterId: string): Promise<Proof> {
  try {
    const { verified, types } = await agents.lookFromSidecar(meshId, clusterId);
    const kinds = types.map(({ typeUrl }) => typeUrl.split('.').at(-1) ?? typeUrl);
    return { ok: true, answer: `${verified} answered for ${kinds.join(' and ')}` };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Proof {
  return { ok: false, reason: codeOf(error), message: error instanceof Error ? error.message : String(error) };
}
