/**
 * Every row of the tables of troubleshooting: the world is broken so, the diagnosis names it, its advice is carried out (its own command, where it gives one), and
 * so on until nothing is wrong any more.
 */
import type { Cloud } from '@asm-privatelink/cloud';
import { guide } from '@asm-privatelink/emulator';
import type { Check, Diagnosis } from '@asm-privatelink/link';
import { afterAll, describe, expect, it } from 'vitest';
import { canRun, run } from '../support/advice.ts';
import { linkOf, modifySans, world } from '../support/breaking.ts';
import { tell } from '../support/exhaustive.ts';
import { cloudOf } from '../support/in-process-cloud.ts';
import { COLLECTION, call } from '../support/kube.ts';
import { Site } from '../support/site.ts';
import { MINUTE_MS, type Trouble, troubles } from '../support/troubles.ts';
import { guideSpec } from '../support/worlds.ts';

/** Well from the beginning: Available, and its names in the certificate. */
async function well(site: Site): Promise<void> {
  await site.stage.untilAvailable();
  await modifySans(site, 'append', linkOf(site, 'api-server').endpoint.domain);
  await site.stage.pass(MINUTE_MS);
}

/** Another controller has made it and answers for it: no tag of ours, its own name on the status. */
async function handOver(site: Site): Promise<void> {
  const { stage } = site;
  const { status } = (await stage.get()) ?? {};
  await stage.stop();
  for (const objects of [world(site).services, world(site).endpoints, world(site).securityGroups]) {
    for (const { tags } of objects.values()) tags.clear();
  }
  const patch = async (path: string, body: unknown) => {
    const where = `${COLLECTION}/default${path}?fieldManager=asm-controller`;
    const answer = await stage.settle(call(stage.kube.transport, 'PATCH', where, body, 'application/merge-patch+json'));
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
  await patch('', { metadata: { finalizers: null } });
  await patch('/status', { status: null });
  await patch('/status', { status });
}

async function open({ before, profile, scenario: input = guide, spec = guideSpec }: Trouble): Promise<Site> {
  const site = await Site.open({ scenario: input, ...(profile && { profile }) });
  if (before === 'nothing') return site;
  site.stage.start();
  await site.stage.apply(spec);
  await well(site);
  if (before === 'theirs') await handOver(site);
  return site;
}

/** The operator has a key of its own where the scenario has one for it. */
function operatorOf({ stage }: Site, { scenario: input }: Trouble): { cloud?: Cloud } {
  const own = input?.keys?.some(({ id }) => id === 'LTAI-op') === true;
  return own ? { cloud: cloudOf(stage.emulator, 'cn-hangzhou', 'LTAI-op') } : {};
}

function shortly({ general, channels }: Diagnosis): string {
  const checks = [...general, ...channels.flatMap((each) => each.checks)];
  return checks
    .map(({ check, verdict, reason = '', text }) => `${check}: ${verdict} ${reason} ${text}`)
    .filter((line) => !/: (ok|behind)/.test(line))
    .join('\n');
}

/** The first thing that does not hold, of the channel that is meant. */
function firstBreak({ general, channels }: Diagnosis, channel?: string): Check | undefined {
  const checks = channels.filter((each) => channel === undefined || each.channel === channel);
  return [...checks.flatMap((each) => each.checks), ...general].find(
    ({ verdict }) => verdict === 'broken' || verdict === 'waiting',
  );
}

/** Follows the advice until nothing is wrong: commands are run, words are the row's own to do, and then it is waited. */
async function follow(site: Site, row: Trouble): Promise<string[]> {
  const done: string[] = [];
  let mended = row.mends === undefined;
  for (;;) {
    const diagnosis = await site.diagnose();
    const found = firstBreak(diagnosis);
    const warned = diagnosis.channels.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === 'warning');
    if (found === undefined && warned.length === 0 && mended) return done;
    if (done.length > 12) throw new Error(`no end of it: ${done.join('; ')}\n${shortly(diagnosis)}`);
    const command = [found, ...warned]
      .map((each) => (each?.verdict === 'waiting' ? undefined : each?.remedy?.command))
      .find(canRun);
    if (command !== undefined) {
      done.push(command);
      await run(site.stage, command);
    } else if (!mended) {
      done.push(found?.remedy?.text ?? '');
      mended = true;
      await row.mends?.(site);
    } else done.push('wait');
    await site.stage.pass(done.at(-1) === 'wait' && done.at(-2) === 'wait' ? 2 * MINUTE_MS : 30_000);
  }
}

describe('every row of the tables of troubleshooting', () => {
  const lines: string[] = [];
  afterAll(() => {
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    tell('named, mended by the advice, and green', lines.length, troubles.length, troubles.length);
  });

  it.each(troubles)('$table: $what', async (row) => {
    const { named } = row;
    const site = await open(row);
    try {
      if (row.before === 'nothing' && !row.later) await row.breaks?.(site);
      if (row.before === 'nothing') {
        site.stage.start(operatorOf(site, row));
        await site.stage.apply(row.spec ?? guideSpec);
      }
      if (row.before !== 'nothing' || row.later) await row.breaks?.(site);
      await site.stage.pass(row.afterMs ?? 20_000);
      const diagnosis = await site.diagnose();
      const verdict = named.verdict ?? 'broken';
      const checks = diagnosis.channels
        .filter(({ channel }) => named.channel === undefined || channel === named.channel)
        .flatMap((each) => each.checks);
      const found =
        verdict === 'warning'
          ? checks.find((each) => each.verdict === 'warning')
          : firstBreak(diagnosis, named.channel);
      expect(found, shortly(diagnosis)).toMatchObject({
        check: named.check,
        reason: named.reason,
        verdict,
      });
      expect(JSON.stringify(found)).toMatch(named.says ?? /./);
      const done = await follow(site, row);
      lines.push(`${row.table.padEnd(19)} ${row.what.padEnd(66)} ${named.check}: ${named.reason} (${done.length})`);
    } finally {
      await site.close();
    }
  });
});
