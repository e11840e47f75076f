/** `asmpvl san` on a mesh of three clusters, all in this process: the emulated cloud with its network, the operator, the command. */

import type { SanData } from '@asm-privatelink/console';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld('examples/scenarios/three-clusters.yaml');
  await world.connect();
}, 60_000);

afterAll(() => world.close());

const san = (...words: string[]) => world.asmpvl(['san', ...words]);
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
