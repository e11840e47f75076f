/** Lines a watch may be behind before it is cut; the client then watches again from the last version it saw. */
const maxLines = 10_000;
/** Characters it may be behind. */
const maxText = 16 * 1024 * 1024;

/** Lines from a producer that never waits to one consumer that may be slow: bounded, and ended when the bound is passed. */
export class LineQueue {
  #lines: string[] = [];
  #text = 0;
  #ended = false;
  #wake: (() => void) | undefined;

  push(line: string): void {
    if (this.#ended) return;
    this.#lines.push(line);
    this.#text += line.length;
    if (this.#lines.length > maxLines || this.#text > maxText) {
      this.#lines = [];
      this.#ended = true;
    }
    this.#wake?.();
  }

  /** What has been pushed is still delivered. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** To be read once; `release` is called when the reader has come to the end or gone away, also before it began. */
  lines(release: () => void): AsyncIterable<string> & { return(): void } {
    let released = false;
    const finish = (): void => {
      if (released) return;
      released = true;
      this.#ended = true;
      this.#lines = [];
      release();
    };
    const next = async (): Promise<IteratorResult<string, undefined>> => {
      while (this.#lines.length === 0 && !this.#ended) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
      const value = this.#lines.splice(0).join('');
      this.#text = 0;
      if (value !== '') return { done: false, value };
      finish();
      return { done: true, value: undefined };
    };
    return {
      [Symbol.asyncIterator]: () => ({
        next,
        return: async () => {
          finish();
          this.#wake?.();
          return { done: true, value: undefined };
        },
      }),
      return: finish,
    };
  }
}
