/** `asmpvl san`: the certificates, one action each. */

import type { SanData } from '@asm-privatelink/console';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { createDeadline } from '../deadline.ts';
import { exitCodes } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { writeData } from '../output.ts';
import { addName } from '../san/add.ts';
import { lacks } from '../san/data.ts';
import { sanLines } from '../san/lines.ts';
import { lookAtNames, type NamesSeen, type SanFlags } from '../san/look-at-names.ts';
import { MANAGED, type Subject } from '../san/subjects.ts';
import { verifyNames } from '../san/verify.ts';
import { styleFor } from '../terminal/style.ts';

export interface SanOptions extends SanFlags {
  readonly action: 'show' | 'add' | 'verify';
  readonly yes: boolean;
  readonly timeout: number | undefined;
  readonly output: Format;
}

const PATIENCE_SECONDS = 900;

export async function san(options: SanOptions, context: Context): Promise<number> {
  const seen = await lookAtNames(options, context);
  switch (options.action) {
    case 'show':
      return await show(seen.data, options, context);
    case 'add':
      return await add(seen, options, context);
    case 'verify':
      return await show(await verifyNames(seen, context.stop), options, context);
  }
}

async function show(data: SanData, { output }: SanOptions, context: Context): Promise<number> {
  const { out, env } = context;
  const width = Math.min(out.columns || 100, 120);
  await writeData(context, output, data, () => sanLines(data, { style: styleFor(out, env), width }));
  return exitOf(data);
}

function exitOf({ clusters }: SanData): number {
  if (clusters.some((each) => lacks(each) || each.verdict === 'unknown')) return exitCodes.unhealthy;
  return clusters.every(({ verdict }) => verdict === 'present') ? exitCodes.ok : exitCodes.progressing;
}

async function add(seen: NamesSeen, options: SanOptions, context: Context): Promise<number> {
  const { data, subjects, look, at } = seen;
  const lacking = subjects.filter(({ clusterId }) =>
    data.clusters.some((each) => each.clusterId === clusterId && lacks(each)),
  );
  const targets = lacking.filter((each): each is Subject & { domain: string } => {
    return each.domain !== undefined && each.type === MANAGED;
  });
  for (const { clusterId, type } of lacking.filter((each) => each.type !== MANAGED)) {
    say(context.err, `${clusterId}: left out. A cluster of type ${type} takes names only when it is made.`);
  }
  if (targets.length === 0) return await show(data, options, context);
  if (!options.yes) await consent(targets, context);
  const deadline = createDeadline(options.timeout ?? PATIENCE_SECONDS, context.stop);
  const tell = (line: string) => say(context.err, line);
  // One after the other: while one restarts, the others serve.
  for (const target of targets) await addName(target, { cloud: look.cloud, ground: at.ground, deadline, tell });
  return await show((await lookAtNames(options, context)).data, options, context);
}

/** @throws Failure unless a person says yes */
async function consent(targets: readonly Subject[], { typed, err, stop }: Context): Promise<void> {
  const refused = (what: string, now: string) =>
    new Failure({ code: 'NotConfirmed', what, where: '--yes', now, exit: 'usage' });
  say(
    err,
    ...targets.map(({ clusterId, name, domain }) => `${name || clusterId}: add ${domain}`),
    `The API server of ${targets.length === 1 ? 'this cluster restarts' : 'each of these clusters restarts, one at a time,'} for a moment: what talks to it then must try again. Best done while little goes on.`,
  );
  if (typed === undefined) {
    throw refused('nobody is there to be asked', 'Give --yes to add what is listed above without being asked.');
  }
  say(err, 'Type yes to go on:');
  for await (const line of typed(stop)) {
    if (line.trim() === 'yes') return;
    break;
  }
  throw refused('nothing was added', 'Type yes when asked, or give --yes.');
}
