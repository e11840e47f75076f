/** What a command is given: where to write, what the environment says, and when to stop. */

/** A stream to write on; a terminal says so and has a size. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** 0 where a terminal does not know its size. */
  readonly columns?: number;
  readonly rows?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Context {
  /** As the program was called: `asmpvl`, `kubectl asmpvl`. */
  readonly program: string;
  readonly out: Output;
  readonly err: Output;
  readonly env: Environment;
  /** Lines that a person types; absent when nobody does. */
  readonly typed?: (stop: AbortSignal) => AsyncIterable<string>;
  /** All of standard input, for a file named `-`. */
  readonly input: () => Promise<string>;
  /** Aborted at the first Ctrl-C or SIGTERM; the reason is a `Stopped`. */
  readonly stop: AbortSignal;
}

export function say(output: Output, ...lines: readonly string[]): void {
  output.write(lines.map((line) => `${line}\n`).join(''));
}
