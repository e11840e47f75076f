/** One run of the program: from arguments to an exit code. */
import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { say } from './context.ts';
import { exitCodes } from './failure.ts';
import { createProgram } from './program.ts';
import { Stopped } from './stop.ts';
import { styleFor } from './style.ts';

/** Never rejects: every error is told on standard error. */
export async function run(args: readonly string[], context: Context): Promise<number> {
  const program = createProgram(context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return context.stop.reason instanceof Stopped ? context.stop.reason.exitCode : exitCodes.ok;
  } catch (error) {
    // Commander has already said what was wrong, or has shown what was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const stopped = context.stop.reason;
    if (stopped instanceof Stopped) return stopped.exitCode;
    const { explain, explanationLines } = await import('./explain.ts');
    const explanation = explain(error);
    say(context.err, ...explanationLines(explanation, styleFor(context.err, context.env)));
    if (program.opts()['verbose'] === true || context.env['DEBUG']) say(context.err, '', stackOf(error));
    return explanation.exitCode;
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
