/** The few control sequences that the program may use, carried out: what is not known here is a mistake. */

export interface Screen {
  /** Without trailing spaces and empty lines at the end. */
  readonly lines: readonly string[];
  readonly cursorShown: boolean;
  /** Characters of the longest line that ever stood there. */
  readonly widest: number;
}

// eslint-disable-next-line no-control-regex -- control sequences are what this reads
const pieces = /\u001b\[(\??)(\d*)([A-Za-z])|\r|\n|\u0007|[^\u001b\r\n\u0007]+/gu;

export function screenAfter(written: string): Screen {
  const lines: ((string | undefined)[] | undefined)[] = [[]];
  let [row, column, cursorShown, widest] = [0, 0, true, 0];
  const write = (text: string) => {
    const line = (lines[row] ??= []);
    for (const character of text) line[column++] = character;
    widest = Math.max(widest, line.length);
  };
  for (const [piece, , count, command] of written.matchAll(pieces)) {
    if (piece === '\r') column = 0;
    else if (piece === '\n') row += 1;
    else if (command === undefined) write(piece === '\u0007' ? '' : piece);
    else if (command === 'A') row = Math.max(0, row - Number(count || 1));
    else if (command === 'J') {
      lines.splice(row + 1);
      lines[row]?.splice(column);
    } else if (command === 'K') lines[row] = count === '2' ? [] : (lines[row] ?? []).slice(0, column);
    else if (command === 'h' || command === 'l') cursorShown = command === 'h';
    else if (command !== 'm') throw new Error(`an unexpected control sequence: ${JSON.stringify(piece)}`);
  }
  const shown = Array.from(lines, (line = []) =>
    Array.from(line, (character = ' ') => character)
      .join('')
      .trimEnd(),
  );
  while (shown.at(-1) === '') shown.pop();
  return { lines: shown, cursorShown, widest };
}
