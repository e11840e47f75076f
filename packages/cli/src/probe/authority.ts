/** The authority of a cluster, from a kubeconfig that the cloud makes for a quarter of an hour: of it nothing else is kept. */
import type { Cloud } from '@asm-privatelink/cloud';
import { parse } from 'yaml';
import { z } from 'zod';

/** The least that the cloud takes (alibaba-cloud-api §5). */
const SHORTEST_MINUTES = 15;

const kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ 'certificate-authority-data': z.base64() }) })).min(1),
});

/** PEM. Undefined when it may not be had: then the name of the certificate can be verified, not who signed it. */
export async function clusterAuthority(
  cloud: Cloud,
  ClusterId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const request = { ClusterId, PrivateIpAddress: true, TemporaryDurationMinutes: SHORTEST_MINUTES };
    const { config } = await cloud.call('DescribeClusterUserKubeconfig', request, { signal });
    const [first] = kubeconfig.parse(parse(config)).clusters;
    const data = first?.cluster['certificate-authority-data'];
    return data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8');
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
