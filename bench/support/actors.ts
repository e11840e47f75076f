/**
 * Processes of a bench: the same bundled program, forked in a role. What a bench compares, and what drives it, are kept apart so that
 * each has a thread and a CPU bill of its own.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Sets itself up with the argument, says what the parent needs to know of it, then answers requests. */
export type Role<Setup, Ready, Request, Answer> = (
  setup: Setup,
) => Promise<{ readonly ready: Ready; answer(request: Request): Promise<Answer> }>;

export interface Actor<Ready, Request, Answer> {
  readonly pid: number;
  readonly ready: Ready;
  ask(request: Request): Promise<Answer>;
  /** Ends the process. */
  stop(): Promise<void>;
}

const variable = 'ASMPVL_BENCH_ROLE';

/** In a forked process: plays its role until the parent goes, and never returns. In the parent: returns at once. */
export async function playIfAsked(
  // Each role has types of its own, which its starter keeps.
  roles: Readonly<
    Record<string, (setup: never) => Promise<{ ready: unknown; answer(request: never): Promise<unknown> }>>
  >,
): Promise<void> {
  const asked = process.env[variable];
  if (asked === undefined) return;
  process.once('disconnect', () => process.exit());
  const { name, setup } = JSON.parse(asked);
  const { ready, answer } = await (roles[name] ?? unknownRole(name))(setup as never);
  process.on('message', (request) => {
    answer(request as never).then(
      (value) => process.send?.({ value }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.send?.({ value: ready });
  await new Promise(() => undefined);
}

function unknownRole(name: string): never {
  throw new RangeError(`the bench has no role ${name}`);
}

/** Starts a process in the role, which `playIfAsked` finds there by its name. `nodeFlags` are for its Node. */
export async function start<Setup, Ready, Request, Answer>(
  name: string,
  _role: Role<Setup, Ready, Request, Answer>,
  setup: Setup,
  nodeFlags: readonly string[] = [],
): Promise<Actor<Ready, Request, Answer>> {
  const env = { ...process.env, [variable]: JSON.stringify({ name, setup }) };
  const child = fork(process.argv[1] ?? '', { env, execArgv: [...nodeFlags] });
  const ready = (await next(child, name)) as Ready; // by the types of the role
  return {
    pid: child.pid ?? 0,
    ready,
    async ask(request) {
      const answer = next(child, name);
      child.send(request as object);
      return (await answer) as Answer; // by the types of the role
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

async function next(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the ${name} of the bench ended (exit code ${code})`));
    child.once('exit', ended);
    child.once('message', (message: { value?: unknown; error?: string }) => {
      child.off('exit', ended);
      if (message.error === undefined) resolve(message.value);
      else reject(new Error(`the ${name} of the bench: ${message.error}`));
    });
  });
}

/** Seconds of CPU that a process has used so far, as Linux tells it (clock ticks are 10 ms). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** MiB of memory that a process holds. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
