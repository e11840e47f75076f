/** Changes to an NLB take time; their callers are given a job to ask after. */
import { ApiError } from '../../errors.ts';
import type { Context, Handler } from '../../handler.ts';
import type { World } from '../../world.ts';

/** How many ended jobs are remembered. */
const REMEMBERED = 1000;

export const getJobStatus: Handler<'nlb.GetJobStatus'> = (world, { JobId }, { account }) => {
  const job = world.jobs.get(JobId);
  if (job !== undefined && job.accountId === account.id) return { Status: job.status };
  throw new ApiError('ResourceNotFound.job', `The job ${JobId} does not exist.`, { status: 404 });
};

/** A job for a change that begins. */
export function startJob(world: World, { ids, account }: Context): string {
  const id = ids.job();
  forgetOldest(world);
  world.jobs.set(id, { id, accountId: account.id, status: 'processing' });
  world.touch('job', id);
  return id;
}

/** The change is over. */
export function endJob(world: World, id: string): void {
  const job = world.jobs.get(id);
  if (job === undefined) return;
  job.status = 'Succeeded';
  world.touch('job', id);
}

function forgetOldest(world: World): void {
  for (const [id, { status }] of world.jobs) {
    if (world.jobs.size < REMEMBERED) return;
    if (status !== 'Succeeded') continue;
    world.jobs.delete(id);
    world.touch('job', id);
  }
}
