import { describe, expect, it } from 'vitest';
import { screenAfter } from './screen.ts';

describe('a screen', () => {
  it.each<[string, string, string[]]>([
    ['lines', 'one\r\ntwo\r\n', ['one', 'two']],
    ['colours', '\u001b[32m✓\u001b[39m done', ['✓ done']],
    ['a block that is drawn again', 'head\r\nold a\r\nold b\r\n\r\u001b[2A\u001b[0Jnew\r\n', ['head', 'new']],
    ['a line that is taken away', '⠋ working\r\u001b[2Kdone', ['done']],
    ['what is written over', 'abcdef\rXY', ['XYcdef']],
  ])('with %s', (_, written, lines) => {
    expect(screenAfter(written).lines).toEqual(lines);
  });

  it('knows whether the cursor is there, and how wide it was', () => {
    expect(screenAfter('wide line\r\n\u001b[?25l')).toMatchObject({ cursorShown: false, widest: 9 });
    expect(screenAfter('\u001b[?25l\u001b[?25h').cursorShown).toBe(true);
  });

  it('takes no sequence that it does not know for nothing', () => {
    expect(() => screenAfter('\u001b[5B')).toThrow(/unexpected/);
  });
});
