/** `asmpvl verify`: each channel, tried as its dialler would. */
import { systemClock } from '@asm-privatelink/cloud';
import type { LinkPlan } from '@asm-privatelink/link';
import type { CloudFlags } from '../cloud/options.ts';
import type { Format } from '../command/format.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import type { KubeFlags } from '../kube/options.ts';
import { controlPlaneIn } from '../look/control-plane.ts';
import { type Look, lookLive } from '../look/look.ts';
import { writeData } from '../output.ts';
import { clusterAuthority } from '../probe/authority.ts';
import { channelOf } from '../probe/channel-of.ts';
import { type Standing, standing } from '../probe/open-ground.ts';
import { probe } from '../probe/probe.ts';
import { createProgress } from '../terminal/progress.ts';
import { styleFor } from '../terminal/style.ts';
import { judge } from '../verify/judge.ts';
import { verifyLines } from '../verify/lines.ts';
import { measure } from '../verify/measure.ts';
import { membersSeen } from '../verify/members.ts';
import type { VerifiedLink, VerifyData } from '../verify/schema.ts';

export interface VerifyOptions extends KubeFlags, CloudFlags {
  readonly tries: number | undefined;
  readonly from: string | undefined;
  readonly output: Format;
}

const USUAL_TRIES = 10;
/** For each single thing that is waited for. */
const TIMEOUT_MS = 5_000;

export async function verify(options: VerifyOptions, context: Context): Promise<number> {
  const { out, err, env, stop: signal } = context;
  const [look, at] = await Promise.all([lookLive(options, context), standing(options, env, signal)]);
  controlPlaneIn(look.observation);
  const progress = createProgress(err, 'sending requests through the channels');
  const links: VerifiedLink[] = [];
  let members: VerifyData['members'];
  try {
    // One after the other, so that none waits for another.
    for (const link of look.plan.links) {
      links.push(await verifyLink(link, look, at, { tries: options.tries ?? USUAL_TRIES, signal }));
    }
    const clusterIds = look.wish.clusters.map(({ clusterId }) => clusterId);
    const provable = links.every(({ channel, verdict }) => channel === 'pilot' || verdict === 'proven');
    members = await membersSeen(look.cloud, look.source, clusterIds, provable, signal);
  } finally {
    progress.close();
  }
  const count = (...verdicts: VerifiedLink['verdict'][]) =>
    links.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const counts = { proven: count('proven'), broken: count('broken'), untried: count('elsewhere', 'down') };
  const data: VerifyData = { from: at.name, ...counts, links, members };
  const width = Math.min(out.columns || 100, 120);
  await writeData(context, options.output, data, () => verifyLines(data, { style: styleFor(out, env), width }));
  const blocked = look.plan.links.some(
    (link) =>
      channelOf(link, look.observation) === undefined && link.problems.some(({ severity }) => severity === 'person'),
  );
  if (counts.broken > 0 || blocked) return exitCodes.unhealthy;
  const running = members?.every(({ state }) => state === 'Running') ?? true;
  if (count('down') > 0 || (!running && count('elsewhere') === 0)) return exitCodes.progressing;
  return counts.proven > 0 ? exitCodes.ok : exitCodes.failed;
}

async function verifyLink(
  link: LinkPlan,
  { cloud, observation }: Look,
  { ground }: Standing,
  { tries, signal }: { tries: number; signal: AbortSignal },
): Promise<VerifiedLink> {
  const { channel: kind, clusterIds } = link;
  const common = { channel: kind, clusterIds: [...clusterIds], latency: null };
  const way = channelOf(link, observation);
  if (way === undefined) {
    const message = link.problems[0]?.message ?? 'it has no endpoint yet';
    return { ...common, from: null, host: null, verdict: 'down', message, trusted: null };
  }
  const { fromVpc: from, host } = way;
  const clock = systemClock();
  const now = () => performance.now();
  const ca = kind === 'api-server' ? await clusterAuthority(cloud, clusterIds[0] ?? '', signal) : undefined;
  const found = await probe(ground, { ...way, ca }, { clock, timeoutMs: TIMEOUT_MS, signal });
  const judged = judge(found);
  if (judged.verdict === 'elsewhere') {
    return { ...common, from, host, ...judged, message: `${judged.message}: run it inside ${from}` };
  }
  if (judged.verdict !== 'proven') return { ...common, from, host, ...judged };
  const latency = await measure({ ...way, ca }, { ground, clock, timeoutMs: TIMEOUT_MS, tries, now, signal });
  return { ...common, from, host, ...judged, latency };
}
