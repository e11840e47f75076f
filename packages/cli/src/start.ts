/** One process: its streams, signals and exit code around one run. */
import path from 'node:path';
import type { Context } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { run } from './run.ts';
import { stopOnSignals } from './stop.ts';

/** Runs the program with `args` and ends the process with its exit code. */
export async function start(args: readonly string[]): Promise<void> {
  process.stdout.on('error', unwritten);
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
  stdout.write('', (error) => {
    if (error) unwritten(error);
    else stderr.write('', () => process.exit(code));
  });
}

/** What was said is lost: a reason to fail, unless whoever read us went away (`asmpvl … | head`), which is none, nor one to go on. */
function unwritten({ code = 'WriteFailed', message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') {
    process.kill(process.pid, 'SIGTERM');
    return;
  }
  const now = code === 'ENOSPC' ? 'Make room on the disk' : 'See where standard output goes';
  process.stderr.write(`asmpvl: standard output cannot be written: ${message} [${code}]\n  now:   ${now}.\n`);
  process.exit(exitCodes.failed);
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
