/** What is said stays; the live block below it is redrawn in place. Without a terminal there is no block. */
import type { Output } from '../context.ts';
import { fitLine } from './text.ts';

export interface Screen {
  readonly terminal: boolean;
  readonly width: number;
  readonly height: number;
  say(...lines: readonly string[]): void;
  /** Shows these lines below everything said, in place of the last ones; none takes them away. */
  live(lines: readonly string[]): void;
  /** Leaves the live lines where they are, as if they had been said. */
  keep(): void;
  close(): void;
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
/** To the first column, up, and everything from there on erased. */
const erase = (lines: number) => (lines === 0 ? '' : `\r\u001b[${lines}A\u001b[0J`);

export function createScreen(output: Output): Screen {
  const terminal = output.isTTY === true;
  let shown: readonly string[] = [];
  let hidden = false;

  function draw(said: readonly string[], next: readonly string[]): void {
    const width = output.columns || 80;
    const fitted = next.map((line) => fitLine(line, width - 1));
    const cursor = fitted.length > 0 && !hidden ? hideCursor : fitted.length === 0 && hidden ? showCursor : '';
    hidden = fitted.length > 0;
    // In one write, so that nothing flickers.
    output.write(erase(shown.length) + [...said, ...fitted].map((line) => `${line}\n`).join('') + cursor);
    shown = fitted;
  }

  return {
    terminal,
    get width() {
      return terminal ? output.columns || 80 : 100;
    },
    get height() {
      return output.rows || 24;
    },
    say(...lines) {
      draw(lines, shown);
    },
    live(lines) {
      if (terminal && (lines.length > 0 || shown.length > 0) && lines.join('\n') !== shown.join('\n')) draw([], lines);
    },
    keep() {
      shown = [];
      if (hidden) output.write(showCursor);
      hidden = false;
    },
    close() {
      this.keep();
    },
  };
}
