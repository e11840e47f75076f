/** Colour, only where a person sees it: on a terminal, and never against NO_COLOR (no-color.org). */
import picocolors from 'picocolors';
import type { Environment, Output } from '../context.ts';

export type Style = ReturnType<typeof picocolors.createColors>;

export const plain: Style = picocolors.createColors(false);

export function styleFor(output: Output, env: Environment): Style {
  return picocolors.createColors(wantsColour(output, env));
}

/** FORCE_COLOR is for recordings; NO_COLOR goes before it, and a dumb terminal knows no colours. */
export function wantsColour({ isTTY }: Output, env: Environment): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return isTTY === true && env['TERM'] !== 'dumb';
}
