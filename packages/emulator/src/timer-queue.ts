/** Timers in order of time, then of scheduling: a binary heap, since a large world has thousands in flight. */

interface Timer {
  at: number;
  order: number;
  fn: (() => void) | undefined;
}

export class TimerQueue {
  readonly #heap: Timer[] = [];
  #order = 0;

  /** Adds a timer; the returned function takes it out. */
  add(at: number, fn: () => void): () => void {
    const timer: Timer = { at, order: this.#order++, fn };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return () => {
      timer.fn = undefined;
    };
  }

  /** When the first timer is due, or undefined when there is none. */
  nextAt(): number | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].fn === undefined) this.#removeFirst();
    return this.#heap[0]?.at;
  }

  /** Removes the first timer and gives its function. */
  takeFirst(): (() => void) | undefined {
    if (this.nextAt() === undefined) return undefined;
    return this.#removeFirst()?.fn;
  }

  #removeFirst(): Timer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const smaller = this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(smaller, index)) return;
      index = smaller;
    }
  }

  #before(a: number, b: number): boolean {
    const first = this.#heap[a];
    const second = this.#heap[b];
    if (first === undefined || second === undefined) return false;
    return first.at < second.at || (first.at === second.at && first.order < second.order);
  }

  #swapIfBefore(child: number, parent: number): boolean {
    const lower = this.#heap[child];
    const upper = this.#heap[parent];
    if (lower === undefined || upper === undefined || !this.#before(child, parent)) return false;
    this.#heap[child] = upper;
    this.#heap[parent] = lower;
    return true;
  }
}
