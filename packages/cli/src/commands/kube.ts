/** `asmpvl kube`: a Kubernetes API server alone, in which ASMPvlConfig is known. */
import path from 'node:path';
import { DataFolderError } from '@asm-privatelink/apiserver';
import { type Closing, createClosing } from '../closing.ts';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { createDeadline, type Deadline } from '../deadline.ts';
import { Failure } from '../failure.ts';
import { writeData } from '../output.ts';
import type { KubeData } from '../serve/kube-schema.ts';
import { stopped } from '../stop.ts';
import { openFolder, writeSecret } from '../temporary.ts';
import { type MeshApi, startMeshApi } from '../up/mesh-api.ts';

export interface KubeOptions {
  readonly port: number;
  /** A folder to keep the objects in; without it they live in memory. */
  readonly data: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly output: Format;
}

const START_SECONDS = 30;

export async function kube(options: KubeOptions, context: Context): Promise<void> {
  const closing = createClosing();
  try {
    const { server } = await start(options, createDeadline(START_SECONDS, context.stop), closing);
    const file =
      options.kubeconfig === undefined
        ? closing.add(openFolder(options.data), (opened) => opened.close()).write('kubeconfig', server.kubeconfig)
        : writeSecret(options.kubeconfig, server.kubeconfig);
    const data: KubeData = { server: server.url, kubeconfig: file };
    await writeData(context, options.output, data, () => [`kubeconfig: ${file}`]);
    say(context.err, '', `  kubectl --kubeconfig ${file} explain asmpvlconfig.spec`, '', 'Serving until Ctrl-C.');
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}

async function start({ port, data }: KubeOptions, deadline: Deadline, closing: Closing): Promise<MeshApi> {
  try {
    return await startMeshApi(deadline, closing, {
      port,
      ...(data === undefined ? {} : { dataDir: path.resolve(data) }),
    });
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    throw new Failure({ code: error.code, what: error.message, now: error.advice, cause: error });
  }
}
