/** `asmpvl kube`: a Kubernetes API server alone, in which ASMPvlConfig is known. */
import { createClosing } from '../closing.ts';
import { type Context, say } from '../context.ts';
import { createDeadline } from '../deadline.ts';
import { stopped } from '../stop.ts';
import { openFolder, writeSecret } from '../temporary.ts';
import { startMeshApi } from '../up/mesh-api.ts';

export interface KubeOptions {
  readonly port: number;
  readonly kubeconfig?: string;
}

const START_SECONDS = 30;

export async function kube(options: KubeOptions, context: Context): Promise<void> {
  const closing = createClosing();
  try {
    const { server } = await startMeshApi(createDeadline(START_SECONDS, context.stop), closing, options.port);
    const file =
      options.kubeconfig === undefined
        ? closing.add(openFolder(undefined), (opened) => opened.close()).write('kubeconfig', server.kubeconfig)
        : writeSecret(options.kubeconfig, server.kubeconfig);
    say(context.out, `kubeconfig: ${file}`);
    say(context.err, '', `  kubectl --kubeconfig ${file} explain asmpvlconfig.spec`, '', 'Serving until Ctrl-C.');
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}
