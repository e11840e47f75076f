/** One process: its streams, signals and exit code around one run. */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Context } from './context.ts';
import { run } from './run.ts';
import { stopOnSignals } from './stop.ts';

/** Runs the program with `args` and ends the process with its exit code. */
export async function start(args: readonly string[]): Promise<void> {
  // Whoever reads us may go away (`asmpvl … | head`): that is no reason to fail, nor to go on.
  process.stdout.on('error', () => process.kill(process.pid, 'SIGTERM'));
  const { stdin, stdout, stderr, env } = process;
  const context: Context = {
    program: calledAs(process.argv[1] ?? ''),
    out: stdout,
    err: stderr,
    env,
    input: () => text(stdin),
    stop: stopOnSignals(),
    ...(stdin.isTTY ? { typed: (signal: AbortSignal) => createInterface({ input: stdin, signal }) } : {}),
  };
  const code = await run(args, context);
  // What was written may still be on its way to a pipe; then nothing may keep the process alive.
  stdout.write('', () => stderr.write('', () => process.exit(code)));
}

/** kubectl runs `kubectl asmpvl` as a program named kubectl-asmpvl. */
function calledAs(file: string): string {
  return path.basename(file).startsWith('kubectl-') ? 'kubectl asmpvl' : 'asmpvl';
}
