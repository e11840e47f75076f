/** Every reading command on a mesh that the vendor's controller reconciles, its output whole; and none of them, nor sweep, touches anything of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resource } from '@asm-privatelink/api/names';
import { parseObject } from '@asm-privatelink/operator/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCompanion } from '../testing/companion.ts';
import { transcript } from '../testing/normalised.ts';
import type { World } from '../testing/world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'companion-test-'));
let world: World;
let before: unknown;

beforeAll(async () => {
  world = await openCompanion(folder);
  before = await asItStands();
}, 60_000);

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The object, and the cloud as its inspection API shows it. */
async function asItStands(): Promise<unknown> {
  const object = await world.client.get({ ...resource, parse: parseObject }, { name: resource.objectName });
  const answer = await fetch(`${world.places.url}/-/ledger?write=true&outcome=OK`);
  const { items } = Object(await answer.json());
  return { object, writes: items };
}

const CLUSTER = 'cab9ace222210457a83f09fcd42e9f1d7';
const example = 'examples/asmpvlconfig.yaml';

const table: readonly string[] = [
  'status',
  'status -o wide',
  'status -o json',
  `check ${example}`,
  `plan ${example}`,
  `plan ${example} --against empty`,
  'diagnose',
  'diagnose -o wide',
  'san show',
  'san verify',
  'verify --tries 1',
  'topology',
  'topology -o json',
  `handoff ${CLUSTER} --for cluster`,
  'init --file -',
  'sweep --yes',
];

describe('beside the vendor’s controller', { timeout: 60_000 }, () => {
  const run = (words: string) => world.asmpvl(words.split(' '), { env: { ASMPVL_MESH: world.facts.mesh.id } });

  it.each(table)('asmpvl %s', async (words) => {
    expect(transcript(words, await run(words), world)).toMatchSnapshot();
  });

  it('diagnose --bundle', async () => {
    const words = `diagnose --bundle ${path.join(world.folder, 'bundle.tar.gz')}`;
    expect(transcript('diagnose --bundle FILE', await run(words), world)).toMatchSnapshot();
  });

  it('status --watch', async () => {
    const ran = await world.asmpvl(['status', '--watch'], { until: 'is Available' });
    expect(transcript('status --watch', ran, world)).toMatchSnapshot();
  });

  it('all of them have changed nothing', async () => {
    expect(await asItStands()).toEqual(before);
  });
});
