/** Numbers of an operator as they were minute by minute, in the form in which promtool takes them. */

export class Recorder {
  readonly #read: () => Promise<string>;
  readonly #now: () => number;
  #startedAt = 0;
  readonly #values = new Map<string, string[]>();
  #samples = 0;

  /** @param now ms since the epoch: where numbers are times, they are told from the first sample on, which for promtool is the epoch */
  constructor(read: () => Promise<string>, now: () => number) {
    this.#read = read;
    this.#now = now;
  }

  /** Of the last sample; the first one is minute 0. */
  get minutes(): number {
    return this.#samples - 1;
  }

  async sample(): Promise<void> {
    if (this.#samples === 0) this.#startedAt = this.#now() / 1000;
    for (const line of (await this.#read()).split('\n')) {
      const [, series, value] = /^([a-z_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      if (series === undefined || value === undefined) continue;
      const values = this.#values.get(series) ?? [];
      while (values.length < this.#samples) values.push('_');
      values.push(series.endsWith('_timestamp_seconds') ? String(Number(value) - this.#startedAt) : value);
      this.#values.set(series, values);
    }
    this.#samples += 1;
  }

  /** As if nobody had been scraped between the two minutes. */
  silence(from: number, to: number): void {
    for (const values of this.#values.values()) values.fill('_', from + 1, to + 1);
  }

  series(): { series: string; values: string }[] {
    return [...this.#values].map(([series, values]) => ({
      series,
      // A series that ended is stale, and not its last value for five minutes more.
      values:
        values
          .map((value, index) => (value === '_' && values[index - 1] !== '_' && index > 0 ? 'stale' : value))
          .join(' ') + (values.length < this.#samples ? ' stale' : ''),
    }));
  }
}
