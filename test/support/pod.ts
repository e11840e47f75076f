/**
 * What a kubelet would do for a Deployment, where there is none: its replicas as processes of this machine, with the environment and the Secrets that it names,
 * and with its service account as the user. Only addresses of this machine are put in place of those in a cluster.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KubeTransport } from '@asm-privatelink/operator';
import { call } from './kube.ts';
import { Program } from './program.ts';
import { kubeconfigOf } from './service-account.ts';

interface Deployment {
  spec: {
    replicas: number;
    template: {
      spec: {
        serviceAccountName: string;
        containers: {
          env: { name: string; value: string }[];
          volumeMounts?: { name: string; mountPath: string }[];
        }[];
        volumes?: { name: string; secret: { secretName: string } }[];
      };
    };
  };
}

export interface Pods {
  readonly programs: readonly Program[];
  /** Writes the Secrets anew, as a kubelet does some time after they changed. */
  refresh(): Promise<void>;
}

export async function startPods(
  { namespace, name }: { namespace: string; name: string },
  { transport, kubeconfig }: { transport: KubeTransport; kubeconfig: string },
  folder: string,
  overrides: Record<string, string>,
): Promise<Pods> {
  const { body } = await call(transport, 'GET', `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`);
  const { replicas, template } = (body as unknown as Deployment).spec;
  const { serviceAccountName, containers, volumes = [] } = template.spec;
  const [container] = containers;
  const mounts = container?.volumeMounts ?? [];
  const here = (text: string) =>
    mounts.reduce((all, { mountPath }) => all.replace(mountPath, folder + mountPath), text);

  async function refresh(): Promise<void> {
    for (const { name: volume, secret } of volumes) {
      const mount = mounts.find((each) => each.name === volume);
      if (mount === undefined) continue;
      mkdirSync(here(mount.mountPath), { recursive: true });
      const read = await call(transport, 'GET', `/api/v1/namespaces/${namespace}/secrets/${secret.secretName}`);
      for (const [file, data] of Object.entries(read.body['data'] as Record<string, string>)) {
        writeFileSync(path.join(here(mount.mountPath), file), Buffer.from(data, 'base64'), { mode: 0o600 });
      }
    }
  }

  await refresh();
  const access = path.join(folder, 'pod.kubeconfig');
  const account = { namespace, name: serviceAccountName };
  writeFileSync(access, await kubeconfigOf(account, transport, kubeconfig), { mode: 0o600 });
  const env = Object.fromEntries((container?.env ?? []).map(({ name: variable, value }) => [variable, here(value)]));
  const all = { ASMPVL_KUBECONFIG: access, ...env, ...overrides };
  const programs = Array.from({ length: replicas }, () => new Program([], all, 'asmpvl-operator'));
  return { programs, refresh };
}
