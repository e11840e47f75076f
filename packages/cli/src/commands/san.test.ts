/** `asmpvl san` on a mesh of three clusters, all in this process: the emulated cloud with its network, the operator, the command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClosing } from '../closing.ts';
import type { Context } from '../context.ts';
import { createDeadline } from '../deadline.ts';
import { watchLinks } from '../links/watch-links.ts';
import { run } from '../run.ts';
import type { SanData } from '../san/schema.ts';
import { createScreen } from '../terminal/screen.ts';
import { plain } from '../terminal/style.ts';
import { applyManifest } from '../up/apply.ts';
import { bringUp, type Running } from '../up/bring-up.ts';
import { createTelling } from '../up/telling.ts';

const closing = createClosing();
const data = mkdtempSync(path.join(tmpdir(), 'san-test-'));
const stop = new AbortController().signal;
let world: Running;

beforeAll(async () => {
  const screen = createScreen({ write: () => undefined });
  const deadline = createDeadline(60, stop);
  const options = {
    scenario: 'examples/scenarios/three-clusters.yaml',
    config: undefined,
    profile: 'instant' as const,
  };
  const tell = createTelling(screen, plain);
  world = await bringUp({ ...options, data, noOperator: false }, { tell, deadline, closing });
  await applyManifest(world.client, world.manifest, stop);
  await watchLinks({ client: world.client, deadline, screen, style: plain, nameOf: world.nameOf });
}, 60_000);

afterAll(async () => {
  await closing.close();
  rmSync(data, { recursive: true, force: true });
});

async function san(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { url, region, key, kubeconfigs } = world.places;
  const said = { out: '', err: '' };
  const context: Context = {
    program: 'asmpvl',
    out: { write: (text) => (said.out += text) },
    err: { write: (text) => (said.err += text) },
    env: {
      ASMPVL_CLOUD_ENDPOINT: url,
      ASMPVL_REGION: region,
      ASMPVL_MESH: world.facts.mesh.id,
      KUBECONFIG: kubeconfigs.asm,
    },
    input: () => Promise.resolve(''),
    stop,
  };
  process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'] = key.id;
  process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] = key.secret;
  const code = await run(['san', ...words], context);
  return { code, ...said };
}

const verdicts = (out: string) => (JSON.parse(out) as SanData).clusters.map(({ verdict }) => verdict);

describe('asmpvl san', { timeout: 60_000 }, () => {
  it('shows what is missing, from the certificates that are served', async () => {
    const { code, out } = await san('show', '-o', 'json');
    expect(code).toBe(3);
    expect(verdicts(out)).toEqual(['missing', 'missing', 'missing']);
    expect(JSON.parse(out)).toMatchObject({ verified: true });
  });

  it('adds nothing that nobody has agreed to', async () => {
    const { code, err } = await san('add');
    expect(code).toBe(2);
    expect(err).toContain('each of these clusters restarts, one at a time,');
    expect(err).toContain('[NotConfirmed]');
  });

  it('adds to one cluster alone', async () => {
    const [first] = world.facts.clusters;
    const { code, out } = await san('add', '--yes', '--cluster', first?.id ?? '', '-o', 'json');
    expect(code).toBe(0);
    expect(verdicts(out)).toEqual(['present']);
    expect((await san('add', '--cluster', 'c404', '--yes')).err).toContain('[ClusterUnknown]');
  });

  it('adds to the others one after the other, each until it is served again, and leaves the first alone', async () => {
    const { code, out, err } = await san('add', '--yes', '-o', 'json');
    expect(code).toBe(0);
    expect(verdicts(out)).toEqual(['present', 'present', 'present']);
    const lines = err.split('\n').filter((line) => /adding|serves it/.test(line));
    expect(lines.map((line) => line.replace(/^\S+ (\w+).*$/, '$1'))).toEqual(['adding', 'the', 'adding', 'the']);
  });

  it('verifies by the handshake of the mesh', async () => {
    const { code, out } = await san('verify', '-o', 'json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as SanData).clusters.map(({ message }) => message)).toEqual(
      Array.from({ length: 3 }, () =>
        expect.stringMatching(/^TLS with ep-.* holds, through the endpoint: GET \/version: v1\./),
      ),
    );
  });
});
