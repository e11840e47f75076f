/** The domain of its endpoint into the certificate of one cluster, until it is served. */
import type { Cloud } from '@asm-privatelink/cloud';
import { covers } from '@asm-privatelink/link';
import { type Deadline, poll } from '../deadline.ts';
import { duration } from '../links/timeline.ts';
import type { Ground } from '../probe/ground.ts';
import { addCertificateName } from './append.ts';
import { readServed } from './read-served.ts';
import type { Subject } from './subjects.ts';

export interface AddOptions {
  readonly cloud: Cloud;
  readonly ground: Ground;
  readonly deadline: Deadline;
  readonly tell: (line: string) => void;
}

/**
 * Resolves when the certificate that is served bears the domain; where it cannot be seen from here, when the cloud says that it is done.
 *
 * @throws CloudError when the call is refused, Failure when the task fails, what `deadline.error` gives
 */
export async function addName(subject: Subject & { domain: string }, options: AddOptions): Promise<void> {
  const { cloud, ground, deadline, tell } = options;
  const { clusterId, name, domain } = subject;
  const startedAt = performance.now();
  const took = () => duration(performance.now() - startedAt);
  tell(`${name || clusterId}: adding ${domain}`);
  const reachable = (await readServed(ground, subject, deadline.signal)) !== undefined;
  const taskId = await addCertificateName(cloud, clusterId, domain, deadline);
  tell(`${name || clusterId}: task ${taskId} is done (${took()})`);
  if (!reachable) {
    tell(`${name || clusterId}: what is served cannot be seen from here: verify from inside its VPC or the mesh's`);
    return;
  }
  await poll(
    async () => {
      const served = await readServed(ground, subject, deadline.signal);
      return served !== undefined && covers(served, domain) ? true : undefined;
    },
    { everyMs: 500, deadline, awaited: () => `the API server of ${clusterId} to serve a certificate with ${domain}` },
  );
  tell(`${name || clusterId}: the API server is back, and serves it (${took()})`);
}
