/** Real Kubernetes API servers, where REAL_KUBE names the program that starts them or the folder that holds it. */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { credentialsOf } from './kubeconfig.ts';

const run = promisify(execFile);

/** The program, or undefined on a machine without it. @throws Error when REAL_KUBE names something that is not there */
export function findRealKube(): string | undefined {
  const named = process.env['REAL_KUBE'];
  if (named === undefined || named === '') return undefined;
  const program = existsSync(named) && statSync(named).isDirectory() ? path.join(named, 'real-kube') : named;
  if (!existsSync(program)) throw new Error(`REAL_KUBE is ${named}, and there is no ${program}`);
  return program;
}

export interface RealServer {
  /** Text of the kubeconfig. */
  kubeconfig: string;
  /** Ends it, and starts it again with all that it held, on the same port. */
  restart(): Promise<void>;
  /** Ends the server and removes all that it wrote. */
  close(): Promise<void>;
}

/** The program looks for free ports and opens them a moment later: on a busy machine another may have one of them by then. */
const ATTEMPTS = 3;

/** `full` is a kube-apiserver 1.20.2, `crd` the custom-resource server of 1.36.4. */
export async function startRealServer(
  program: string,
  flavour: 'full' | 'crd',
  attempts = ATTEMPTS,
): Promise<RealServer> {
  const home = await mkdtemp(path.join(os.tmpdir(), `asmpvl-${flavour}-`));
  const start = (...port: string[]) => run(program, ['start', flavour, home, ...port], { timeout: 90_000 });
  const close = async (): Promise<void> => {
    await run(program, ['stop', home]);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await start();
    const kubeconfig = await readFile(path.join(home, 'kubeconfig'), 'utf8');
    const restart = async () => {
      await run(program, ['stop', home]);
      await start(new URL(credentialsOf(kubeconfig).server).port);
    };
    return { kubeconfig, restart, close };
  } catch (error) {
    await close();
    if (attempts > 1) return startRealServer(program, flavour, attempts - 1);
    throw error;
  }
}
