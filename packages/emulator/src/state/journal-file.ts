/**
 * A file of lines, each a JSON value: the first is a whole state, the others what has changed since. A line is written before anybody
 * hears of what it tells, so that the death of the process loses nothing that was acknowledged. (Death of the process, not loss of power:
 * what is written is the operating system's to keep.)
 */
import fs from 'node:fs';
import { type SavedState, StateBuilder, type StateDelta, StateError } from './saved.ts';

/** The file is written anew when what has changed takes more room than this and than the state. */
const COMPACT_BYTES = 4 * 1024 * 1024;

export class JournalFile {
  readonly #path: string;
  #file: number | undefined;
  #baseBytes = 0;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The state that the file tells; undefined when there is no file. A last line that was not finished is not counted: nobody heard of it. */
  read(): SavedState | undefined {
    if (!fs.existsSync(this.#path)) return undefined;
    const lines = fs.readFileSync(this.#path, 'utf8').split('\n');
    lines.pop(); // what stands behind the last end of line: nothing, or a line that was not finished
    const [first, ...deltas] = lines.map((line, i) => this.#parse(line, i + 1));
    if (first === undefined) throw this.#damaged(1);
    const builder = new StateBuilder(first as SavedState); // `rewrite` wrote it
    for (const delta of deltas) builder.apply(delta as StateDelta); // `append` wrote it
    return builder.state();
  }

  /** The file tells this state and nothing else: all of it, or, should the process die here, what it told before. */
  rewrite(state: SavedState): void {
    const next = `${this.#path}.next`;
    const line = `${JSON.stringify(state)}\n`;
    fs.writeFileSync(next, line, { mode: 0o600 });
    fs.renameSync(next, this.#path);
    this.close();
    this.#file = fs.openSync(this.#path, 'a', 0o600);
    this.#baseBytes = Buffer.byteLength(line);
    this.#bytes = this.#baseBytes;
  }

  /** Throws what the file system says when the line cannot be written whole; then none of it is. */
  append(delta: StateDelta): void {
    if (this.#file === undefined) throw new Error('the journal is not open');
    const line = Buffer.from(`${JSON.stringify(delta)}\n`);
    try {
      for (let written = 0; written < line.length; ) written += fs.writeSync(this.#file, line, written);
    } catch (error) {
      fs.ftruncateSync(this.#file, this.#bytes);
      throw error;
    }
    this.#bytes += line.length;
  }

  get wantsRewrite(): boolean {
    return this.#bytes - this.#baseBytes > Math.max(COMPACT_BYTES, this.#baseBytes);
  }

  close(): void {
    if (this.#file !== undefined) fs.closeSync(this.#file);
    this.#file = undefined;
  }

  #parse(line: string, number: number): unknown {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw this.#damaged(number, error);
    }
  }

  #damaged(line: number, cause?: unknown): StateError {
    return new StateError(
      'StateDamaged',
      `${this.#path}:${line}: not a line that the emulator has written`,
      'Put the file back as it was, or remove it to start with a new cloud.',
      { cause },
    );
  }
}
