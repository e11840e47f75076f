/** A world in this process, and the command line run against it as a person would. */
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClosing } from '../closing.ts';
import type { Context } from '../context.ts';
import { createDeadline } from '../deadline.ts';
import { watchLinks } from '../links/watch-links.ts';
import { run } from '../run.ts';
import { Stopped } from '../stop.ts';
import { createScreen } from '../terminal/screen.ts';
import { plain } from '../terminal/style.ts';
import { applyManifest } from '../up/apply.ts';
import { bringUp, type Running } from '../up/bring-up.ts';
import { createTelling } from '../up/telling.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface More {
  /** The lines of a person at a terminal. */
  readonly typed?: readonly string[];
  readonly env?: Context['env'];
  /** What comes from standard input. */
  readonly input?: string;
  /** Ctrl-C is pressed as soon as one of the streams says this. */
  readonly until?: string | ((said: string) => boolean);
}

export interface World extends Running {
  /** A folder of its own. */
  readonly folder: string;
  /** What a shell in which this world is meant has set, besides the keys. */
  readonly env: Readonly<Record<string, string>>;
  asmpvl(words: readonly string[], more?: More): Promise<Ran>;
  /** Applies the scenario's config, and waits for its links. */
  connect(): Promise<void>;
  close(): Promise<void>;
}

/** The emulated cloud with its network, the mesh's API server, and the operator unless somebody else's is meant. Nothing is applied. */
export async function openWorld(scenario?: string, { noOperator = false } = {}): Promise<World> {
  const closing = createClosing();
  const folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-world-'));
  closing.add(folder, () => rmSync(folder, { recursive: true, force: true }));
  const { signal: stop } = new AbortController();
  setMaxListeners(0, stop);
  const deadline = createDeadline(60, stop);
  const screen = createScreen({ write: () => undefined });
  const tell = createTelling(screen, plain);
  const options = { scenario, config: undefined, profile: 'instant', noOperator, data: folder } as const;
  const running = await bringUp(options, { tell, deadline, closing });
  const { url, region, key, kubeconfigs } = running.places;
  // The official SDK reads its keys from the environment of the process and from nowhere else.
  process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'] = key.id;
  process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] = key.secret;
  const env = { ASMPVL_CLOUD_ENDPOINT: url, ASMPVL_REGION: region, KUBECONFIG: kubeconfigs.asm };
  return {
    ...running,
    folder,
    env,
    async asmpvl(words, { typed, env: more = {}, input = '', until } = {}) {
      const said = { out: '', err: '' };
      const end = new AbortController();
      setMaxListeners(0, end.signal);
      const hear = (where: keyof typeof said) => (text: string) => {
        said[where] += text;
        const heard = typeof until === 'string' ? said[where].includes(until) : until?.(said[where]);
        if (heard) end.abort(new Stopped('SIGINT'));
      };
      const context: Context = {
        program: 'asmpvl',
        out: { write: hear('out') },
        err: { write: hear('err') },
        env: { ...env, ...more },
        input: () => Promise.resolve(input),
        ...(typed && {
          typed: async function* () {
            yield* typed;
          },
        }),
        stop: end.signal,
      };
      return { code: await run(words, context), ...said };
    },
    async connect() {
      const { client, nameOf, manifest } = running;
      await applyManifest(client, manifest, stop);
      await watchLinks({ client, deadline, screen, style: plain, nameOf });
    },
    close: () => closing.close(),
  };
}
