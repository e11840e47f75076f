import type { Problem } from '../display.ts';

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
  const [variables, wrong] = macros.get(`${name}/${args.length}`) ?? [0, ''];
  if (variables === 0) return undefined;
  if (name === 'sortBy' && target.kind === 'value') return { at: target.at, what: unsortable };
  const names = variables === 2 && second !== undefined ? [first, second] : [first];
  const unnamed = names.find(({ kind }) => kind !== 'name');
  if (unnamed !== undefined) return { at: unnamed.at, what: wrong };
  if (variables === 2 && first.name === second?.name) {
    return { at: second?.at ?? first.at, what: `duplicate variable name: ${first.name ?? ''}` };
  }
  const hidden = name.startsWith('opt') ? undefined : names.find((part) => part.name === '__result__');
  if (hidden !== undefined) return { at: hidden.at, what: 'iteration variable overwrites accumulator variable' };
  return 'other';
}

const unsortable = 'sortBy can only be applied to a list, identifier, comprehension, call or select expression';
const simple = 'argument must be a simple name';
const identifier = 'argument is not an identifier';

/** By name and number of arguments: how many of them name variables, and what is said of one that does not. */
const macros = new Map<string, readonly [variables: number, wrong: string]>([
  ['all/2', [1, simple]],
  ['exists/2', [1, simple]],
  ['exists_one/2', [1, simple]],
  ['map/2', [1, identifier]],
  ['map/3', [1, identifier]],
  ['filter/2', [1, identifier]],
  ['sortBy/2', [1, identifier]],
  ['optMap/2', [1, 'optMap() variable name must be a simple identifier']],
  ['optFlatMap/2', [1, 'optFlatMap() variable name must be a simple identifier']],
  ['all/3', [2, simple]],
  ['exists/3', [2, simple]],
  ['existsOne/3', [2, simple]],
  ['exists_one/3', [2, simple]],
  ['transformList/3', [2, simple]],
  ['transformList/4', [2, simple]],
  ['transformMap/3', [2, simple]],
  ['transformMap/4', [2, simple]],
  ['transformMapEntry/3', [2, simple]],
  ['transformMapEntry/4', [2, simple]],
]);
