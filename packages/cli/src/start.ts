/** One process: its streams, signals and exit code around one run. */
import path from 'node:path';
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
    input: async () => (await import('node:stream/consumers')).text(stdin),
    stop: stopOnSignals(),
    ...(stdin.isTTY ? { typed: linesOf } : {}),
  };
  const code = await run(args, context);
  // What was written may still be on its way to a pipe; then nothing may keep the process alive.
  stdout.write('', () => stderr.write('', () => process.exit(code)));
}

/** What a person types, line by line. Loaded only where somebody is asked: a help must be there at once. */
async function* linesOf(signal: AbortSignal): AsyncGenerator<string> {
  const { createInterface } = await import('node:readline');
  yield* createInterface({ input: process.stdin, signal });
}

/** kubectl runs `kubectl asmpvl` as a program named kubectl-asmpvl. */
function calledAs(file: string): string {
  return path.basename(file).startsWith('kubectl-') ? 'kubectl asmpvl' : 'asmpvl';
}
