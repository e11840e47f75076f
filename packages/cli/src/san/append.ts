/** The guide's last step: the endpoint's domain into the certificate of a cluster's API server, through the cloud's API. */
import type { Cloud } from '@asm-privatelink/cloud';
import { type Deadline, poll } from '../deadline.ts';
import { Failure } from '../failure.ts';

/**
 * Appends the name (never overwriting what others put there) and waits until the cloud says that it is done. Answers the task's id.
 *
 * @throws CloudError when the call is refused, Failure when the task fails
 */
export async function addCertificateName(
  cloud: Cloud,
  clusterId: string,
  domain: string,
  deadline: Deadline,
): Promise<string> {
  const { signal } = deadline;
  const names = { subject_alternative_names: [domain], action: 'append' as const };
  const change = { ClusterId: clusterId, api_server_custom_cert_sans: names };
  const { task_id: taskId = '' } = await cloud.call('ModifyCluster', change, { signal });
  const awaited = () => `task ${taskId} of cluster ${clusterId}, which adds ${domain} to its certificate`;
  await poll(
    async () => {
      const { state = '', error } = await cloud.call('DescribeTaskInfo', { taskId }, { signal });
      if (state === 'success') return true;
      if (!state.startsWith('fail')) return undefined;
      throw new Failure({
        code: error?.code || 'TaskFailed',
        what: `the name could not be added to the certificate: ${error?.message || 'the cloud does not say why'}`,
        where: `task ${taskId} of cluster ${clusterId}`,
        now: 'Add it in the ACK console, under the custom SANs of the API server.',
      });
    },
    { everyMs: 250, deadline, awaited },
  );
  return taskId;
}
