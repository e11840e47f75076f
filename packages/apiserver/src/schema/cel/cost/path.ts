import type { Bounds } from './bounds.ts';

/** The way from a variable into the data: its name, then fields, `@items`, `@values` and `@keys`. Made by `extend` alone. */
export interface Path {
  steps: string[];
  length: number;
  /** How long it can become before it needs memory of its own. */
  room: number;
}

/**
 * A path with one step more. It shares its memory with the one that it continues as slices of Go do, so that the second continuation of a
 * path changes the last step of the first. The server is mistaken there, but it is part of what decides whether it accepts a rule.
 */
export function extend(path: Path | undefined, step: string): Path {
  const { steps, length, room } = path ?? { steps: [], length: 0, room: 0 };
  const isFull = length === room;
  const shared = isFull ? steps.slice(0, length) : steps;
  shared[length] = step;
  return { steps: shared, length: length + 1, room: isFull ? Math.max(1, 2 * room) : room };
}

/** What the schema says where a path leads. The server takes the first step for a variable whatever it is, and any variable for the root. */
export function follow(path: Path | undefined, root: Bounds): Bounds | undefined {
  return path?.steps.slice(1, path.length).reduce<Bounds | undefined>(stepInto, root);
}

function stepInto(bounds: Bounds | undefined, step: string): Bounds | undefined {
  switch (step) {
    case '@items':
    case '@values':
      return bounds?.item;
    case '@keys':
      return bounds?.key;
    default:
      return bounds?.fields?.get(step);
  }
}
