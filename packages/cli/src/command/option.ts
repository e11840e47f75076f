/** What a command can be given, declared once: how it is written, what it is for, how its text is read. */

export interface OptionFields {
  /** Without dashes: `kubeconfig`. Of an argument: `FILE`. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for the value in the help: `file`. Absent: a switch. */
  readonly value?: string;
  /** Begins in lower case and has no full stop, as everywhere in the help. */
  readonly doc: string;
  readonly choices?: readonly string[];
  /** The variable that counts when the flag is not given. */
  readonly env?: string;
  /** What holds when nobody gives it, for the help. */
  readonly default?: string;
  /** Under which heading the help has it; default `Options`. */
  readonly group?: string;
  /** What a shell offers for the value; files where nothing is said. */
  readonly completes?: 'folders' | 'nothing';
}

export interface Option<T = unknown> extends OptionFields {
  /** Stands alone on the command line, not behind a flag. */
  readonly positional?: { readonly required: boolean; readonly many?: boolean };
  /**
   * @param given the text; undefined when neither the flag nor the variable is given. A switch that is set is `true`.
   * @throws ValueError when the text will not do
   */
  read(given: string | undefined): T;
}

export type Options = Readonly<Record<string, Option>>;

/** The values of a command's options, by the names it gave them. */
export type ValuesOf<O extends Options> = { readonly [Name in keyof O]: O[Name] extends Option<infer T> ? T : never };

/** A text that will not do; the message says what would, as a sentence. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

/** A switch: there or not. */
export function flag(fields: Omit<OptionFields, 'value' | 'choices' | 'default'>): Option<boolean> {
  return { ...fields, read: (given) => given === 'true' };
}

/** A text, as it is. */
export function text(fields: OptionFields & { readonly value: string }): Option<string | undefined> {
  return { ...fields, read: (given) => given };
}

/** A text that means something else: a number, an address. */
export function valueOf<T>(
  fields: OptionFields & { readonly value: string },
  parse: (text: string) => T,
): Option<T | undefined> {
  return { ...fields, read: (given) => (given === undefined ? undefined : parse(given)) };
}

/** One of a few words. */
export function choice<const C extends string>(
  fields: OptionFields & { readonly value: string; readonly choices: readonly C[]; readonly default: NoInfer<C> },
): Option<C> {
  return { ...fields, read: (given) => oneOf(fields.choices, given ?? fields.default) };
}

/** What stands alone: `asmpvl plan FILE`. */
export function argument(fields: Pick<OptionFields, 'name' | 'doc'>): Option<string> {
  return { ...fields, positional: { required: true }, read: (given = '') => given };
}

/** What may stand alone as often as one likes, at the end: `asmpvl diagnose [CLUSTER…]`. */
export function words(fields: Pick<OptionFields, 'name' | 'doc'>): Option<readonly string[]> {
  const read = (given: string | undefined) => (given === undefined ? [] : given.split(' '));
  return { ...fields, completes: 'nothing', positional: { required: false, many: true }, read };
}

/** `--watch`, or `FILE` for what stands alone. */
export function writtenAs({ name, positional }: Option): string {
  return positional === undefined ? `--${name}` : name;
}

/** One of a few words that stands alone. */
export function choiceArgument<const C extends string>(
  fields: Pick<OptionFields, 'name' | 'doc'> & { readonly choices: readonly C[] },
): Option<C> {
  return { ...fields, positional: { required: true }, read: (given) => oneOf(fields.choices, given) };
}

function oneOf<const C extends string>(choices: readonly C[], word: string | undefined): C {
  const found = choices.find((each) => each === word);
  if (found === undefined) throw new ValueError(`Give one of ${choices.join(', ')}.`);
  return found;
}
