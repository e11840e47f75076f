/**
 * The conformance runner's kubectl commands against our API server, compared with what real ones answered. Every difference
 * that is left stands in `kubectl.differences.json` with its reason, and from there in the package's README.
 *
 * Needs REAL_KUBE (the runner lies beside that program) and the pinned kubectl of `npm run tools`; skipped, and counted, without.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startApiServer } from '@asm-privatelink/apiserver';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../support/changed-lines.ts';
import { expectListed, type Found, readListed } from '../support/listed.ts';
import { findRealKube } from '../support/real-kube.ts';
import { type Command, commandsOf, judgements } from './transcript.ts';

const run = promisify(execFile);
const kubectl = path.resolve(import.meta.dirname, '../../.tools/kubectl');
const realKube = findRealKube();
const differences = path.join(import.meta.dirname, 'kubectl.differences.json');
const ready = realKube !== undefined && existsSync(kubectl);
const conformance = path.join(path.dirname(realKube ?? ''), 'conformance');

async function normalised(file: string): Promise<Command[]> {
  const { stdout } = await run(path.join(conformance, 'normalise'), [file], { maxBuffer: 64 << 20 });
  return commandsOf(stdout);
}

const expected = (server: string): Promise<Command[]> =>
  normalised(path.join(conformance, 'expected', `${server}.kubectl-1.33.9.txt`));

/** Our answers to the runner's commands, given by a server just started. */
async function ours(): Promise<Command[]> {
  const server = await startApiServer();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-conformance-'));
  try {
    const kubeconfig = path.join(folder, 'kubeconfig');
    const transcript = path.join(folder, 'transcript');
    await writeFile(kubeconfig, server.kubeconfig, { mode: 0o600 });
    await run(path.join(conformance, 'run'), [kubectl, transcript], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      timeout: 300_000,
    });
    return await normalised(transcript);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!ready)('kubectl 1.33.9 against our API server', () => {
  it('is answered as real servers answer it, but for the differences listed', async () => {
    const [mine, crd, full] = await Promise.all([ours(), expected('crd-1.36.4'), expected('full-1.20.2')]);
    const answers = new Map(mine.map(({ name, answer }) => [name, answer]));
    expect([...answers.keys()]).toEqual(full.map(({ name }) => name));

    const judged = judgements(crd, full);
    const found = judged.flatMap(({ judge, command }): Found[] => {
      const changes = changedLines(command.answer, answers.get(command.name) ?? '');
      return changes.length === 0 ? [] : [{ what: command.name, judge, changes }];
    });
    await expectListed(differences, found, 'conformance, kubectl commands', judged.length);
  }, 360_000);
});

describe('the list of differences', () => {
  it("stands in the package's README, each with its reason", async () => {
    const readme = await readFile(path.resolve(import.meta.dirname, '../../packages/apiserver/README.md'), 'utf8');
    for (const { what, judge, reason } of await readListed(differences)) {
      expect(readme).toContain(`| \`${what.replaceAll('|', '\\|')}\` | ${judge} | ${reason} |`);
    }
  });
});
