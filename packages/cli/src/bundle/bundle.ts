/** A support archive: everything that a diagnosis stands on, each as a file that one can read, without the secrets. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import manifest from '../../package.json' with { type: 'json' };
import type { Context, Environment } from '../context.ts';
import { openKube } from '../kube/open.ts';
import type { KubeFlags } from '../kube/options.ts';
import { collect, type Part } from './collect.ts';
import { type Diagnosed, diagnosisParts } from './diagnosis-parts.ts';
import { knownSecrets } from './known-secrets.ts';
import { kubernetesParts } from './kubernetes-parts.ts';
import { logPart } from './log-part.ts';
import { createRedactor } from './redact.ts';
import { tar } from './tar.ts';

export interface BundleOptions extends KubeFlags {
  /** A log to add, by its file. */
  readonly log: string | undefined;
  /** ms since the epoch. */
  readonly now: number;
}

const FOLDER = 'asmpvl-bundle';

/**
 * @param diagnosed gives the diagnosis, or throws why there is none: what else there is is worth something even then
 * @returns the bytes of the archive, a gzipped tar
 */
export async function makeBundle(
  diagnosed: () => Diagnosed,
  options: BundleOptions,
  { env, stop }: Pick<Context, 'env' | 'stop'>,
): Promise<Buffer> {
  const { kubeconfig, log, now } = options;
  const kube = await openKube(options, env).catch((error: unknown) => ({ failed: error }));
  try {
    const parts = [
      ...diagnosisParts(diagnosed),
      ...('failed' in kube ? [unreachable(kube.failed)] : kubernetesParts(kube, stop)),
      { name: 'asmpvl.json', about: 'the program, its machine and its settings', read: () => program(env) },
      ...(log === undefined ? [] : [logPart(log)]),
    ];
    const head = [`# asmpvl diagnose --bundle, ${new Date(now).toISOString()}, version ${manifest.version}`];
    const files = await collect(parts, createRedactor(knownSecrets(env, kubeconfig)), head);
    const inFolder = files.map(({ name, bytes }) => ({ name: `${FOLDER}/${name}`, bytes }));
    return await promisify(gzip)(tar(inFolder, now / 1_000));
  } finally {
    if (!('failed' in kube)) await kube.close();
  }
}

function unreachable(error: unknown): Part {
  return {
    name: 'config.yaml',
    about: 'the ASMPvlConfig',
    read() {
      throw error;
    },
  };
}

function program(env: Environment): object {
  const ours = Object.entries(env).filter(([name]) => /^(ASMPVL_|ALIBABA_?CLOUD_|KUBECONFIG$|.*_PROXY$)/i.test(name));
  const { platform, arch, version: node } = process;
  return { version: manifest.version, node, platform, arch, environment: Object.fromEntries(ours) };
}
