/** A command, declared once: from this come its help, its page in docs/cli.md, its completion, and the reading of its flags. */
import type { Context } from '../context.ts';
import type { ExitName } from '../exit-codes.ts';
import { general } from './general.ts';
import type { Option, Options, ValuesOf } from './option.ts';
import { type Given, readGiven } from './read.ts';

export interface Example {
  /** What one wants: `Wait until everything is up`. */
  readonly purpose: string;
  /** What one types, after the program's name: `status --watch`. */
  readonly args: string;
}

export interface CommandFields {
  readonly name: string;
  /** A line in the list of commands. */
  readonly summary: string;
  /** One line a paragraph: whoever shows it wraps it. */
  readonly description: readonly string[];
  readonly examples: readonly Example[];
  /** What its exit codes say of it, where that is more than the common meaning. */
  readonly exits?: Readonly<Partial<Record<ExitName, string>>>;
  /** What `--output json` writes: its JSON Schema. Loaded only when the documents are made. */
  readonly output?: () => Promise<object>;
}

export interface Command extends CommandFields {
  readonly options: readonly Option[];
  /**
   * Reads what was given, loads what the command does, and does it.
   *
   * @returns the exit code
   * @throws Failure when something given will not do, before anything is loaded
   */
  run(given: Given, context: Context): Promise<number>;
}

/** What a command does. It answers an exit code where it has more to say than that it worked. */
export type Action<Values> = (values: Values, context: Context) => Promise<number | void>;

/**
 * @example
 * export const kubeCommand = defineCommand({
 *   name: 'kube', summary: '…', description: ['…'], examples: [],
 *   options: { port: portOption('where to listen') },
 *   load: async () => (await import('./kube.ts')).kube,
 * });
 */
export function defineCommand<const O extends Options>(
  fields: CommandFields & { readonly options: O; load(): Promise<Action<ValuesOf<O>>> },
): Command {
  const { options, load, ...rest } = fields;
  return {
    ...rest,
    options: Object.values({ ...options, ...general }),
    async run(given, context) {
      const values = readGiven(options, given, context.env, rest.name);
      const action = await load();
      return (await action(values, context)) ?? 0;
    },
  };
}
