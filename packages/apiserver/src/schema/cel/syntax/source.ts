import { NOWHERE } from '../display.ts';

/** The text of an expression, in which places are counted in code points. */
export class Source {
  readonly length: number;
  private readonly points: readonly string[] | undefined;
  /** Where each line begins. */
  private readonly lines: readonly number[];

  constructor(text: string) {
    // As many as there are units, unless some points take two.
    this.points = /[\ud800-\udbff]/.test(text) ? [...text] : undefined;
    this.length = this.points?.length ?? text.length;
    let next = 0;
    this.lines = text.split('\n').map((line) => {
      const begin = next;
      next += (this.points === undefined ? line.length : [...line].length) + 1;
      return begin;
    });
  }

  offsetOf({ line, column }: { line: number; column: number }): number {
    return (this.lines[line - 1] ?? 0) + column;
  }

  /** The same place in UTF-16 units. */
  unitsBefore(offset: number): number {
    if (this.points === undefined || offset === NOWHERE) return offset;
    return this.points.slice(0, Math.max(0, offset)).join('').length + Math.min(0, offset);
  }
}
