/** From the words of a command line to values. Every refusal names the flag and says what would do. */
import { parseArgs } from 'node:util';
import type { Environment } from '../context.ts';
import { Failure } from '../failure.ts';
import { nearest } from './nearest.ts';
import { type Option, type Options, ValueError, type ValuesOf, writtenAs } from './option.ts';

/** What was given, as text: by flag name, and what stands alone in its order. */
export interface Given {
  readonly flags: ReadonlyMap<string, string>;
  readonly alone: readonly string[];
}

/** @throws Failure for a flag that does not exist, one without its value, one with a value it does not take, a word too many */
export function parseWords(words: readonly string[], options: readonly Option[], command: string): Given {
  const known = options.filter(({ positional }) => positional === undefined);
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      known.map(({ name, value, short }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const flags = new Map<string, string>();
  const alone: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') alone.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.find(({ name }) => name === token.name);
    if (option === undefined) throw unknown(token.rawName, known, command);
    flags.set(option.name, valueGiven(option, token, command));
  }
  const places = options.length - known.length;
  if (alone.length > places && !options.some(({ positional }) => positional?.many)) {
    const what = `"${alone[places]}" is one word too many`;
    throw usage(command, 'TooManyWords', what, places === 0 ? `${command} takes only flags.` : undefined);
  }
  return { flags, alone };
}

/**
 * The value of each option: the flag, else the variable, else what the option has for nothing.
 *
 * @throws Failure
 */
export function readGiven<O extends Options>(options: O, given: Given, env: Environment, command: string): ValuesOf<O> {
  const alone = [...given.alone];
  const values = Object.entries(options).map(([key, option]): [string, unknown] => {
    const variable = option.env === undefined ? undefined : env[option.env] || undefined;
    const word = option.positional === undefined ? (given.flags.get(option.name) ?? variable) : next(alone, option);
    if (word === undefined && option.positional?.required) {
      throw usage(command, 'ArgumentMissing', `${option.name} is missing: ${option.doc}`);
    }
    try {
      return [key, option.read(word)];
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const by = option.positional === undefined && !given.flags.has(option.name) ? option.env : writtenAs(option);
      throw new Failure({
        code: 'ValueInvalid',
        what: `"${word}" will not do for ${by}: ${option.doc}`,
        now: error.message,
        exit: 'usage',
        cause: error,
      });
    }
  });
  // One entry for each option, under its own key, made by that option's own `read`.
  return Object.fromEntries(values) as ValuesOf<O>;
}

/** The next of those that stand alone, or all that are left. */
function next(alone: string[], { positional }: Option): string | undefined {
  if (!positional?.many) return alone.shift();
  return alone.length === 0 ? undefined : alone.splice(0).join(' ');
}

/** A refusal that ends with where to look. */
export function usage(command: string, code: string, what: string, hint?: string): Failure {
  const help = command === '' ? 'asmpvl --help' : `asmpvl ${command} --help`;
  const now = `${hint === undefined ? '' : `${hint} `}"${help}" lists what there is.`;
  return new Failure({ code, what, now, exit: 'usage' });
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueGiven(option: Option, { rawName, value, inlineValue }: OptionToken, command: string): string {
  if (option.value === undefined) {
    if (value === undefined) return 'true';
    throw usage(command, 'ValueUnexpected', `${rawName} takes no value`);
  }
  // `--region --debug` has forgotten the region.
  const forgotten = value === undefined || (inlineValue !== true && /^--?[A-Za-z]/.test(value));
  if (forgotten) throw usage(command, 'ValueMissing', `${rawName} needs a value: ${option.doc}`);
  return value;
}

function unknown(rawName: string, known: readonly Option[], command: string): Failure {
  const meant = nearest(
    rawName.replace(/^-+/, ''),
    known.map(({ name }) => name),
  );
  const hint = meant === undefined ? undefined : `Did you mean --${meant}?`;
  return usage(command, 'FlagUnknown', `${command} has no flag ${rawName}`, hint);
}
