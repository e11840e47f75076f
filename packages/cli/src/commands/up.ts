/** `asmpvl up`: everything in one process, from nothing to a proven connection, and then on until it is stopped. */
import { createClosing } from '../closing.ts';
import type { Format } from '../command/format.ts';
import type { Context } from '../context.ts';
import { createDeadline } from '../deadline.ts';
import { explain, explanationLines } from '../explain.ts';
import { Failure } from '../failure.ts';
import { writeData } from '../output.ts';
import { stopped } from '../stop.ts';
import { createScreen } from '../terminal/screen.ts';
import { styleFor } from '../terminal/style.ts';
import { applyManifest } from '../up/apply.ts';
import { breakOnEnter } from '../up/break.ts';
import { type BringUpOptions, bringUp } from '../up/bring-up.ts';
import { upData } from '../up/data.ts';
import { kubeconfigLines, nextLines } from '../up/report.ts';
import { serveConsole } from '../up/serve-console.ts';
import { type Shown, showcase } from '../up/showcase.ts';
import { createTelling } from '../up/telling.ts';

export interface UpOptions extends BringUpOptions {
  readonly once: boolean;
  /** Nothing is applied, so nothing is shown. */
  readonly empty: boolean;
  readonly timeout: number | undefined;
  readonly output: Format;
  /** Where the console listens; 0 takes any that is free. */
  readonly consolePort: number;
}

/** Rejects with what failed. Returns, with everything closed, after the proof with `once`, else when the process is asked to stop. */
export async function up(options: UpOptions, context: Context): Promise<void> {
  const closing = createClosing();
  try {
    // The view is talk when the data is for a program.
    const view = options.output === 'text' ? context.out : context.err;
    const style = styleFor(view, context.env);
    const screen = closing.add(createScreen(view), (opened) => opened.close());
    const tell = createTelling(screen, style);
    const deadline = createDeadline(options.timeout ?? (options.profile === 'realistic' ? 1_800 : 120), context.stop);

    const running = await bringUp(options, { tell, deadline, closing });
    const pages = options.once
      ? undefined
      : await serveConsole(running, { port: options.consolePort, closing, stop: context.stop });
    if (pages !== undefined) tell.done(`console at ${pages}`, 'shows all of this live, to a browser on this machine');
    if (!options.empty) {
      await applyManifest(running.client, running.manifest, deadline.signal);
      tell.done(`applied ${running.manifest.from}`);
    }

    const shown =
      !options.noOperator && !options.empty
        ? await showcase({ running, deadline, screen, style, tell }).catch(asShown)
        : nothingShown(undefined);
    const { links, failure } = shown;
    if (failure?.code === 'TimedOut' && !options.once) screen.say('', ...explanationLines(explain(failure), style), '');
    screen.say(...kubeconfigLines(running.places.kubeconfigs), ...(pages === undefined ? [] : [`console: ${pages}`]));
    if (options.output !== 'text') await writeData(context, options.output, upData(running, shown), () => []);
    if (options.once && failure !== undefined) throw failure;
    if (options.once) return;
    const { empty, noOperator } = options;
    screen.say(...nextLines({ ...running.places, links, style, empty, noOperator }), 'Serving until Ctrl-C.');
    const { typed, stop } = context;
    if (screen.terminal && typed !== undefined) await breakOnEnter(typed, { running, links, screen, tell, stop });
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}

function nothingShown(failure: Failure | undefined): Shown {
  return { links: [], proofs: [], overall: undefined, tookMs: undefined, failure };
}

/** What was still awaited when time was up is no reason to stop serving: it can be looked into, and may come about yet. */
function asShown(error: unknown): Shown {
  if (error instanceof Failure) return nothingShown(error);
  throw error;
}
