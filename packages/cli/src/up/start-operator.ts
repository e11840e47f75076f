/** The operator as it would run beside a mesh: the official SDK over HTTP to the cloud, TLS to the API server, managing. */
import type { Cloud } from '@asm-privatelink/cloud';
import { connectKube, createLog } from '@asm-privatelink/operator';
import type { Closing } from '../closing.ts';
import type { ProfileName } from '../options.ts';
import { runOperator } from '../run-operator.ts';

export interface StartOptions {
  readonly kubeconfig: string;
  readonly cloud: Cloud;
  readonly meshId: string;
  readonly profile: ProfileName;
}

/** With compressed time, what is broken is to be seen and mended while one watches. */
const quickTiers = { fastMs: 2_000, auditMs: 20_000 };
const realisticTiers = { fastMs: 30_000, auditMs: 600_000 };

export async function startOperator(options: StartOptions, closing: Closing): Promise<void> {
  const { kubeconfig, cloud, meshId, profile } = options;
  const connection = closing.add(await connectKube({ text: kubeconfig }), (opened) => opened.close());
  const { operator } = runOperator({
    kube: connection.transport,
    cloud,
    source: { kind: 'asm', meshId },
    mode: 'manage',
    // The names are added before people’s eyes, by `up` itself.
    certificates: 'report',
    // What it does is told from the object's status; its own log is for `asmpvl operator`.
    log: createLog({ level: 'silent' }),
    tiers: profile === 'realistic' ? realisticTiers : quickTiers,
    rateShare: 1,
  });
  closing.add(operator, (opened) => opened.stop());
  await operator.ready;
}
