import type { Problem } from '../display.ts';
import { loopVariables } from '../loops.ts';

/** What the server's parser still sees of a part of an expression: how it looks, and its place. */
export interface Part {
  /** A value is all that is neither computed nor named, and what could not be read. */
  kind: 'name' | 'selection' | 'value' | 'other';
  at: number;
  /** Of a name. */
  name?: string;
}

/**
 * A call that the server's parser replaces before anything is checked, if this is one: what it finds wrong with the arguments, or how the
 * replacement looks. A method has a target.
 */
export function expand(
  name: string,
  target: Part | undefined,
  args: readonly Part[],
): Problem | Part['kind'] | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  if (target === undefined) {
    if (name !== 'has' || args.length !== 1) return undefined;
    return first.kind === 'selection' ? 'selection' : { at: first.at, what: 'invalid argument to has() macro' };
  }
  const isBinding = bindings.has(name) && args.length === 2;
  const variables = isBinding ? 1 : loopVariables(name, args.length);
  if (variables === 0) return undefined;
  if (name === 'sortBy' && target.kind === 'value') return { at: target.at, what: unsortable };
  const names = variables === 2 && second !== undefined ? [first, second] : [first];
  const unnamed = names.find(({ kind }) => kind !== 'name');
  if (unnamed !== undefined) return { at: unnamed.at, what: unnamedIn(name) };
  if (variables === 2 && first.name === second?.name) {
    return { at: second?.at ?? first.at, what: `duplicate variable name: ${first.name ?? ''}` };
  }
  const hidden = isBinding ? undefined : names.find((part) => part.name === '__result__');
  if (hidden !== undefined) return { at: hidden.at, what: 'iteration variable overwrites accumulator variable' };
  return 'other';
}

const unsortable = 'sortBy can only be applied to a list, identifier, comprehension, call or select expression';

/** What is said of an argument that does not name a variable. */
function unnamedIn(name: string): string {
  if (bindings.has(name)) return `${name}() variable name must be a simple identifier`;
  return /^(?:map|filter|sortBy)$/.test(name) ? 'argument is not an identifier' : 'argument must be a simple name';
}

/** Macros that name a value, and are no loops. */
const bindings = new Set(['optMap', 'optFlatMap']);
