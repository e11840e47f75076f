/** `asmpvl sweep`, the program itself, against an emulated cloud from which the operator went first. */
import { tagKeys } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { count, ours } from '../support/ours.ts';
import { type Outside, openOutside } from '../support/outside.ts';
import { Program } from '../support/program.ts';
import { plain, specOf } from '../support/worlds.ts';

const LIMIT_MS = 120_000;
const NONE = { services: 0, endpoints: 0, groups: 0 };

/** A cloud in which the links are made and nobody keeps them. */
async function abandoned(): Promise<Outside> {
  const outside = await openOutside(plain(['a', 'b']), { flags: { 'leader-elect': 'true' } });
  const operator = outside.start();
  await outside.apply(specOf('a', 'b'));
  await outside.until((object) => object?.status?.status === 'Available', LIMIT_MS);
  operator.child.kill('SIGKILL');
  await operator.ended;
  return outside;
}

async function sweep(outside: Outside, ...more: string[]) {
  return sweepWith({}, outside, ...more);
}

async function sweepWith(env: Record<string, string>, { cloud, emulator }: Outside, ...more: string[]) {
  const [key] = emulator.world.keys.values();
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: key?.id ?? '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: key?.secret ?? '' };
  const program = new Program(['sweep', '--region', 'cn-hangzhou', '--cloud-endpoint', cloud, ...more], {
    ...keys,
    ...env,
  });
  const { code } = await program.ended;
  return { code, out: program.out, err: program.err };
}

describe('asmpvl sweep', () => {
  it(
    'shows what is left, asks, refuses while an operator leads, and removes it in the end',
    async () => {
      const outside = await abandoned();
      const { world } = outside.emulator;
      try {
        const managed = await sweep(
          outside,
          '--mesh',
          'cmesh',
          '--kubeconfig',
          outside.kubeconfig,
          '--lease-namespace',
          'default',
          '--yes',
        );
        expect(managed).toMatchObject({ code: 1, err: expect.stringContaining('[StillManaged]') });

        const found = await sweepWith({ KUBECONFIG: outside.kubeconfig }, outside, '--mesh', 'cmesh', '--yes');
        expect(found).toMatchObject({ code: 1, err: expect.stringContaining('[StillManaged]') });
        expect(found.err).toContain('Lease default/');

        const nowhere = await sweepWith({ KUBECONFIG: '/no/such/file' }, outside, '--mesh', 'cmesh');
        expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('[NotConfirmed]') });
        expect(nowhere.err).toContain('not known whether an operator still runs');

        const asked = await sweep(outside, '--mesh', 'cmesh');
        expect(asked).toMatchObject({ code: 2, err: expect.stringContaining('[NotConfirmed]') });
        expect(asked.out.trim().split('\n')).toHaveLength(10);
        expect(count(ours(world))).toEqual({ services: 3, endpoints: 4, groups: 3 });

        const other = await sweep(outside, '--mesh', 'cother', '--yes');
        expect(other).toMatchObject({ code: 0, out: '', err: expect.stringContaining('Nothing in cn-hangzhou') });
        expect(count(ours(world))).toEqual({ services: 3, endpoints: 4, groups: 3 });

        const [kept] = world.services.values();
        kept?.tags.set(tagKeys.adopted, 'true');
        const done = await sweep(outside, '--mesh', 'cmesh', '--yes');
        expect(done, done.err).toMatchObject({
          code: 0,
          err: expect.stringContaining('Nothing of mesh cmesh is left'),
        });
        expect(done.err).toContain('Deleted endpoint ep-');
        expect(count(ours(world))).toEqual(NONE);
        expect([...world.services.keys()]).toEqual([kept?.id]);
      } finally {
        await outside.close();
      }
    },
    3 * LIMIT_MS,
  );
});
