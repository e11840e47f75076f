/** Text for a terminal of a certain width. Widths are of what one sees: escape sequences have none. */
import { stripVTControlCharacters } from 'node:util';

export function visibleWidth(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** Fills with spaces up to the width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleWidth(text)));
}

/** Plain text cut to the width, with `…` for what is missing. */
export function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width
    ? text
    : `${characters
        .slice(0, Math.max(0, width - 1))
        .join('')
        .trimEnd()}…`;
}

/** A line that does not wrap, whatever it holds: one that is too long loses its colour and its end. */
export function fitLine(line: string, width: number): string {
  return visibleWidth(line) <= width ? line : cut(stripVTControlCharacters(line), width);
}

/** Plain text broken at spaces; a word longer than the width stands on a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
