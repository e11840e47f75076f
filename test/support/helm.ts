/** An unmodified helm, where there is one: that of `npm run tools`, else that on PATH. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pinned = path.resolve(import.meta.dirname, '../../.tools/helm');

export function findHelm(): string | undefined {
  if (existsSync(pinned)) return pinned;
  return spawnSync('helm', ['version', '--short']).status === 0 ? 'helm' : undefined;
}

/** helm with a home of its own, and a kubeconfig where it is to reach a server. Rejects, with all it said, when it fails. */
export function helmWith(program: string, home: string, kubeconfig = ''): (...args: string[]) => Promise<string> {
  return async (...args) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, KUBECONFIG: kubeconfig };
    const { stdout } = await run(program, args, { env, timeout: 60_000, cwd: home });
    return stdout;
  };
}
