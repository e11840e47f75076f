/** How the changes of certificates go that we asked for: the tasks of the cloud, until each has ended. */
import { isCloudError } from '@asm-privatelink/cloud';
import type { CertificateTask, Problem } from '../model.ts';
import { problemFrom } from '../problems.ts';
import { MISSING_MS, type Reading } from './reading.ts';

/** Notes in the memory what has become of them. A cluster whose task has ended is read anew. */
export async function followCertificateTasks(reading: Reading, signal: AbortSignal): Promise<void> {
  const { certificateTasks } = reading.memory;
  await Promise.all(
    [...certificateTasks].map(async ([clusterId, task]) => {
      if (task.endedAt !== undefined) return;
      const read = () => readTask(reading, clusterId, task, signal);
      const { state, problem } = await reading.get(`task/${task.id}`, MISSING_MS, read);
      if (state === 'running') {
        const { id, domain, at } = task;
        certificateTasks.set(clusterId, { id, domain, at, ...(problem && { problem }) });
        return;
      }
      reading.expire(`cluster/${clusterId}`);
      if (state === 'done') certificateTasks.delete(clusterId);
      else certificateTasks.set(clusterId, { ...task, endedAt: reading.now(), ...(problem && { problem }) });
    }),
  );
  reading.retain(
    'task',
    [...certificateTasks.values()].map(({ id }) => id),
  );
}

interface Outcome {
  state: 'running' | 'done' | 'failed';
  problem?: Problem;
}

/** Nothing else depends on it: what cannot be read is told, and asked for again. */
async function readTask(
  { cloud }: Reading,
  clusterId: string,
  { id: taskId, domain }: CertificateTask,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const { state = '', error } = await cloud.call('DescribeTaskInfo', { taskId }, { signal });
    if (state === 'success') return { state: 'done' };
    // `failed`, by one client (alibaba-cloud-api §5).
    if (!state.startsWith('fail')) return { state: 'running' };
    const why = error?.message ? `${error.message} (${error.code || 'no code'})` : 'the cloud does not say why';
    return {
      state: 'failed',
      problem: {
        reason: 'CloudRefused',
        severity: 'person',
        message: `Could not add ${domain} to the certificate of cluster ${clusterId}: ${why}; task ${taskId}. Add it in the ACK console, under the custom SANs of the API server; it is tried again by itself.`,
      },
    };
  } catch (error) {
    // A task that is not known any more tells nothing: the cluster itself does.
    if (isCloudError(error) && error.kind === 'gone') return { state: 'done' };
    return { state: 'running', problem: problemFrom(error, `read task ${taskId} of cluster ${clusterId}`) };
  }
}
