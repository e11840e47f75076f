/** Questions to a person at a terminal; where nobody is, or nobody wants to be asked, the first answer counts. */
import { type Context, say } from '../context.ts';

export interface Asking {
  /** Whether there is somebody. */
  readonly asks: boolean;
  /** @returns one of the options: the first, unless a person says otherwise */
  choose<T>(question: string, options: readonly [T, ...T[]], wordOf: (option: T) => string): Promise<T>;
  close(): Promise<void>;
}

export function createAsking({ typed, err, stop }: Pick<Context, 'typed' | 'err' | 'stop'>, asks: boolean): Asking {
  const lines = asks ? typed?.(stop)[Symbol.asyncIterator]() : undefined;
  return {
    asks: lines !== undefined,
    async choose(question, options, wordOf) {
      const [first] = options;
      if (lines === undefined || options.length === 1) return first;
      say(err, question, ...options.map((option, index) => `  ${index + 1}. ${wordOf(option)}`));
      for (;;) {
        say(err, `Type a number from 1 to ${options.length}, or nothing for 1:`);
        const line = await lines.next();
        if (line.done === true) return first;
        const text = line.value.trim();
        const chosen = text === '' ? first : options[Number(text) - 1];
        if (chosen !== undefined) return chosen;
      }
    },
    async close() {
      await lines?.return?.();
    },
  };
}
