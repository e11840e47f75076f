/** The built program, started as a person would start it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where tests and benches are run: the root of the checkout. */
const root = process.cwd();

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out = '';
  err = '';
  readonly #listeners = new Set<() => void>();

  /**
   * Runs `dist/asmpvl.js …` in the root of the checkout, as its first line says or `plain`, without flags for Node. Not on a terminal: its output
   * is a pipe.
   */
  constructor(
    args: readonly string[],
    env: Record<string, string> = {},
    name: 'asmpvl' | 'asmpvl-operator' = 'asmpvl',
    plain = false,
  ) {
    const built = path.join(root, `dist/${name}.js`);
    if (!existsSync(built)) throw new Error(`${built} is not there: npm test builds it, and so does npm run build`);
    const [command, first] = plain ? [process.execPath, [built]] : [built, []];
    this.child = spawn(command, [...first, ...args], {
      cwd: root,
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(() => (this.out += text)));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#hear(() => (this.err += text)));
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve({ code, signal })));
  }

  /** Resolves when standard output (or error) holds the text; rejects, with everything it said, when it ends without. */
  says(text: string | RegExp, where: 'out' | 'err' = 'out'): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (typeof text === 'string' ? !this[where].includes(text) : !text.test(this[where])) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
      void this.ended.then(({ code }) =>
        reject(new Error(`ended with ${code} and never said "${String(text)}":\n${this.out}\n${this.err}`)),
      );
    });
  }

  /** The rest of each line that begins with the label. */
  values(label: string): string[] {
    return this.out
      .split('\n')
      .flatMap((line) => (line.startsWith(`${label}: `) ? [line.slice(label.length + 2)] : []));
  }

  #hear(note: () => void): void {
    note();
    for (const listener of this.#listeners) listener();
  }
}

/** This very Node first, and without the variables that steer the tests: the program refuses settings that it does not know. */
function inherited(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('ASMPVL_'));
  const node = path.dirname(process.execPath);
  return { ...Object.fromEntries(others), PATH: [node, process.env['PATH'] ?? ''].join(path.delimiter) };
}
