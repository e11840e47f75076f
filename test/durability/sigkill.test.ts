/**
 * The program with a data folder, killed under load and started again: what it had acknowledged is there, what it had not is there whole or
 * not at all, and a client goes on with the kubeconfig it had.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Program } from '../support/program.ts';
import { type RestClient, restClient } from '../support/rest.ts';

const exhaustive = process.env['ASMPVL_EXHAUSTIVE'] === '1';
const kills = exhaustive ? 30 : 3;
const writers = 8;
const configMaps = '/api/v1/namespaces/default/configmaps';

let folder: string;
let program: Program | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-sigkill-'));
});
afterEach(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<Program> {
  const started = new Program(['kube', '--data', folder]);
  program = started;
  await started.says('kubeconfig: ');
  return started;
}

/** What one name may hold after the next start: its number, or undefined for "it is not there". */
type Possible = Set<number | undefined>;

/** Creates, updates and deletes one name after another until the server is gone, noting what each may hold then. */
async function write(client: RestClient, writer: number, world: Map<string, Possible>, count: () => number) {
  let revision = 0;
  try {
    for (let turn = 0; ; turn += 1) {
      const name = `w${writer}-${turn % 7}`;
      const [before] = world.get(name) ?? [undefined];
      const after = before !== undefined && turn % 5 === 0 ? undefined : count();
      world.set(name, new Set([before, after]));
      const answer = await send(client, name, before, after);
      if (answer.status >= 300) throw new Error(`unexpected answer ${answer.status}: ${answer.text}`);
      world.set(name, new Set([after]));
      const version = (JSON.parse(answer.text) as { metadata?: { resourceVersion?: string } }).metadata
        ?.resourceVersion;
      revision = Math.max(revision, Number(version ?? 0));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return revision;
  }
}

function send(client: RestClient, name: string, before: number | undefined, after: number | undefined) {
  if (after === undefined) return client.call('DELETE', `${configMaps}/${name}`);
  const body = { metadata: { name }, data: { number: String(after), filling: 'x'.repeat(after % 3000) } };
  if (before === undefined) return client.call('POST', configMaps, body);
  return client.call('PUT', `${configMaps}/${name}`, body);
}

interface Listed {
  metadata: { resourceVersion: string };
  items: { metadata: { name: string }; data: { number: string; filling: string } }[];
}

describe('a server with a data folder, killed', () => {
  it(`${kills} times under load, loses nothing that it had acknowledged`, {
    timeout: 60_000 + kills * 20_000,
  }, async () => {
    let world = new Map<string, Possible>();
    let number = 0;
    let greatest = 0;
    let kubeconfig: string | undefined;
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended } = await start();
      kubeconfig ??= readFileSync(path.join(folder, 'kubeconfig'), 'utf8');
      const client = restClient(kubeconfig);
      // In the middle of a write, and after another number of them each time.
      const last = number + 20 + ((kill * 61) % 300);
      const count = (): number => {
        number += 1;
        if (number === last) setImmediate(() => child.kill('SIGKILL'));
        return number;
      };
      const writing = Array.from({ length: writers }, (_, writer) => write(client, writer, world, count));
      await ended;
      greatest = Math.max(greatest, ...(await Promise.all(writing)));
      client.close();

      const again = await start();
      const after = restClient(kubeconfig);
      const { items, metadata } = (await after.must('GET', configMaps)) as unknown as Listed;
      const found = new Map(items.map((each) => [each.metadata.name, Number(each.data.number)]));
      for (const [name, possible] of world) expect([...possible], name).toContain(found.get(name));
      for (const { data } of items) expect(data.filling).toHaveLength(Number(data.number) % 3000);
      expect(Number(metadata.resourceVersion)).toBeGreaterThanOrEqual(greatest);
      world = new Map([...world.keys()].map((name) => [name, new Set([found.get(name)])]));
      after.close();
      again.child.kill('SIGTERM');
      await again.ended;
    }
    expect(number).toBeGreaterThan(kills * writers);
    process.stdout.write(`killed ${kills} times, ${number} writes, none lost\n`);
  });
});
