/** One process: its streams, signals and exit code around one run. */
import { createInterface } from 'node:readline';
import type { Context } from './context.ts';
import { run } from './run.ts';
import { stopOnSignals } from './stop.ts';

/** Runs the program with `args` and ends the process with its exit code. */
export async function start(args: readonly string[]): Promise<void> {
  // Whoever reads us may go away (`asmpvl … | head`): that is no reason to fail, nor to go on.
  process.stdout.on('error', () => process.kill(process.pid, 'SIGTERM'));
  const { stdin, stdout, stderr, env } = process;
  const context: Context = {
    out: stdout,
    err: stderr,
    env,
    stop: stopOnSignals(),
    ...(stdin.isTTY ? { typed: (signal: AbortSignal) => createInterface({ input: stdin, signal }) } : {}),
  };
  const code = await run(args, context);
  // What was written may still be on its way to a pipe; then nothing may keep the process alive.
  stdout.write('', () => stderr.write('', () => process.exit(code)));
}
