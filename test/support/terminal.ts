/** A program on a real pseudo-terminal (util-linux `script` gives one), and what a person would see on it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { screenAfter } from './screen.ts';

/** Whether this machine has `script`. */
export const hasTerminal = spawnSync('script', ['--version']).error === undefined;

export class Terminal {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Everything that was sent to it. */
  written = '';
  readonly #listeners = new Set<() => void>();

  /** Runs `dist/asmpvl.js …` on a terminal of that size. */
  constructor(args: readonly string[], env: Record<string, string>, columns: number, rows = 24) {
    const words = [process.execPath, path.resolve('dist/asmpvl.js'), ...args].map((word) => `'${word}'`).join(' ');
    const command = `stty cols ${columns} rows ${rows}; exec ${words}`;
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('ASMPVL_'));
    this.child = spawn('script', ['-qefc', command, '/dev/null'], {
      env: { ...Object.fromEntries(others), ...env, TERM: 'xterm-256color' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.written += text;
      for (const listener of this.#listeners) listener();
    });
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  /** Keys, as they come from a keyboard; `\u0003` is Ctrl-C. */
  type(keys: string): void {
    this.child.stdin?.write(keys);
  }

  /** What stands on it now, without colours. */
  get screen(): string {
    return screenAfter(this.written).lines.join('\n');
  }

  get cursorShown(): boolean {
    return screenAfter(this.written).cursorShown;
  }

  /** The widest line that was ever drawn. */
  get widest(): number {
    return screenAfter(this.written).widest;
  }

  /** Resolves when the screen shows the text; rejects, with the screen, when the program ends without. */
  shows(text: string | RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (typeof text === 'string' ? !this.screen.includes(text) : !text.test(this.screen)) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
      void this.ended.then((code) => reject(new Error(`ended with ${code}, never showed ${text}:\n${this.screen}`)));
    });
  }
}
