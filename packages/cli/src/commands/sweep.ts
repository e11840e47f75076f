/** `asmpvl sweep`: takes away what bears the tags of a mesh, when there is no operator any more that would. */
import { withBudget } from '@asm-privatelink/cloud';
import { meshOf } from '@asm-privatelink/link';
import { systemClock } from '@asm-privatelink/operator';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { Failure } from '../failure.ts';
import { openCloud } from '../operator/cloud.ts';
import { configurationOf } from '../operator/configuration.ts';
import { type Flags, readValues } from '../operator/read-values.ts';
import { writeData } from '../output.ts';
import { checkUnmanaged } from '../sweep/managed.ts';
import type { SweepData } from '../sweep/schema.ts';
import { createSweeper } from '../sweep/sweeper.ts';

export async function sweep(
  { yes, output, ...flags }: Flags & { readonly yes: boolean; readonly output: Format },
  context: Context,
): Promise<void> {
  const configuration = configurationOf(readValues(flags, context.env));
  const mesh = meshOf(configuration.source);
  await checkUnmanaged(configuration, context);
  const cloud = withBudget(openCloud(configuration), { clock: systemClock(), share: configuration.rateShare });
  const sweeper = createSweeper(cloud, mesh, context.stop);
  const found = await sweeper.look();
  const { region } = configuration;
  const data: SweepData = { mesh, region, found, done: [] };
  if (found.length === 0) {
    say(context.err, `Nothing in ${region} bears the tags of mesh ${mesh}.`);
    if (output !== 'text') await writeData(context, output, data, () => []);
    return;
  }
  say(output === 'text' ? context.out : context.err, ...found);
  if (!yes) await consent(mesh, found.length, context);
  await sweeper.remove((line) => {
    data.done.push(line);
    say(context.err, line);
  });
  say(context.err, `Nothing of mesh ${mesh} is left in ${region}.`);
  if (output !== 'text') await writeData(context, output, data, () => []);
}

/** @throws Failure unless a person types the mesh's id */
async function consent(mesh: string, count: number, { typed, err, stop }: Context): Promise<void> {
  const refused = (what: string, now: string) =>
    new Failure({ code: 'NotConfirmed', what, where: '--yes', now, exit: 'usage' });
  if (typed === undefined) {
    throw refused('nobody is there to be asked', 'Give --yes to remove what is listed above without being asked.');
  }
  say(
    err,
    `Remove ${count === 1 ? 'it' : `all ${count}`}? Whatever still uses these links loses them. Type ${mesh} to go on:`,
  );
  for await (const line of typed(stop)) {
    if (line.trim() === mesh) return;
    break;
  }
  throw refused('nothing was removed', `Type ${mesh} when asked, or give --yes.`);
}
