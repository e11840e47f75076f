/** An unmodified kubectl: the pinned one of `npm run tools`, else the one on PATH. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pinned = path.resolve(import.meta.dirname, '../../.tools/kubectl');

/** Where kubectl is; undefined on a machine without it. */
export function findKubectl(): string | undefined {
  if (existsSync(pinned)) return pinned;
  return spawnSync('kubectl', ['version', '--client']).status === 0 ? 'kubectl' : undefined;
}

export interface Ran {
  stdout: string;
  stderr: string;
  code: number;
}

/** kubectl with one kubeconfig and a home of its own. A failure is an answer, not an exception. */
export function kubectlWith(program: string, kubeconfig: string, home: string): (...args: string[]) => Promise<Ran> {
  return async (...args) => {
    try {
      const { stdout, stderr } = await run(program, args, {
        env: { PATH: process.env['PATH'] ?? '', HOME: home, KUBECONFIG: kubeconfig },
        timeout: 60_000,
      });
      return { stdout, stderr, code: 0 };
    } catch (error) {
      if (!(error instanceof Error) || !('stdout' in error) || !('stderr' in error)) throw error;
      const code = 'code' in error && typeof error.code === 'number' ? error.code : 1;
      return { stdout: String(error.stdout), stderr: String(error.stderr), code };
    }
  };
}
