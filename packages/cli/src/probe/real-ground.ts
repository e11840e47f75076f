/** The machine on which this runs, which may stand in a VPC of the real cloud: an ECS instance knows in which. */
import { lookup } from 'node:dns/promises';
import type { Environment } from '../context.ts';
import type { Ground } from './ground.ts';

/** Answers only inside an ECS instance ("Obtain instance metadata", help pages of ECS). */
const METADATA = 'http://100.100.100.200/latest/';
const METADATA_PATIENCE_MS = 1000;

export interface RealGroundOptions {
  /** The VPC in which this machine stands; undefined when that is not known. */
  readonly vpcId: string | undefined;
  /** Default the resolver of this machine. Rejects for a name that does not resolve. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

export function realGround({ vpcId, resolve = resolveHere }: RealGroundOptions): Ground {
  return {
    elsewhere(dialler) {
      if (vpcId === dialler) return undefined;
      return vpcId === undefined
        ? `this machine is not known to stand in ${dialler}`
        : `this machine stands in ${vpcId}, not in ${dialler}`;
    },
    async arrivals(_from, host, port) {
      const addresses = await resolve(host).catch(() => undefined);
      return addresses?.map((ip) => ({ ip, place: { host: ip, port } }));
    },
  };
}

async function resolveHere(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/**
 * The VPC of the ECS instance that this runs on; undefined elsewhere, and where ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids to ask. In hardened mode the
 * metadata wants a token, which it gives to whoever asks from inside.
 */
export async function vpcOfThisMachine(env: Environment, ask: typeof fetch = fetch): Promise<string | undefined> {
  if (env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']?.toLowerCase() === 'true') return undefined;
  const signal = AbortSignal.timeout(METADATA_PATIENCE_MS);
  const read = async (path: string, init: RequestInit): Promise<string> => {
    const response = await ask(new URL(path, METADATA), { ...init, signal });
    return response.ok ? (await response.text()).trim() : '';
  };
  try {
    const ttl = { 'x-aliyun-ecs-metadata-token-ttl-seconds': '60' };
    const token = await read('api/token', { method: 'PUT', headers: ttl });
    const vpcId = await read('meta-data/vpc-id', {
      headers: token === '' ? {} : { 'x-aliyun-ecs-metadata-token': token },
    });
    return /^vpc-\w+$/.test(vpcId) ? vpcId : undefined;
  } catch {
    return undefined;
  }
}
