/** One run of the program: from words to an exit code. */
import { type Context, say } from './context.ts';
import { runCommand } from './program.ts';
import { Stopped } from './stop.ts';
import { styleFor } from './terminal/style.ts';

/** Never rejects: every error is told on standard error. */
export async function run(words: readonly string[], context: Context): Promise<number> {
  try {
    const code = await runCommand(words, context);
    return context.stop.reason instanceof Stopped ? context.stop.reason.exitCode : code;
  } catch (error) {
    const stopped = context.stop.reason;
    if (stopped instanceof Stopped) return stopped.exitCode;
    const { explain, explanationLines } = await import('./explain.ts');
    const explanation = explain(error);
    say(context.err, ...explanationLines(explanation, styleFor(context.err, context.env)));
    if (words.includes('--debug')) say(context.err, '', stackOf(error));
    return explanation.exitCode;
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
