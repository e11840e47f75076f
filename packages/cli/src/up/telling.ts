/** One line for each thing done, its detail below it. */

import type { Screen } from '../terminal/screen.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/text.ts';
import type { Proof } from './prove.ts';

export interface Telling {
  heading(text: string): void;
  done(what: string, detail?: string): void;
  /** It was to be refused, and was. */
  refused(what: string, error: string): void;
  failed(what: string, detail: string): void;
  /** `works`: what one says of it when it does. */
  proof(what: string, works: string, proof: Proof, request: string): void;
}

export function createTelling(screen: Screen, style: Style): Telling {
  // In a log a line stays whole, so that it can be searched for.
  const room = screen.terminal ? Math.min(screen.width, 100) - 6 : Number.POSITIVE_INFINITY;
  const detailed = (mark: string, what: string, detail: string, paint: (text: string) => string) =>
    screen.say(`  ${mark} ${what}`, ...wrap(detail, room).map((line) => `      ${paint(line)}`));
  const telling: Telling = {
    heading: (text) => screen.say('', style.bold(text)),
    done: (what, detail = '') => detailed(style.green('✓'), what, detail, style.dim),
    refused: (what, error) => detailed(style.yellow('✗'), what, error, style.yellow),
    failed: (what, detail) => detailed(style.red('✗'), what, detail, style.red),
    proof(what, works, proof, request) {
      if (proof.ok) telling.done(`${what} ${works}`, `${request}: ${proof.answer}`);
      else telling.failed(`${what}: ${proof.reason}`, `${request}: ${proof.message}`);
    },
  };
  return telling;
}
