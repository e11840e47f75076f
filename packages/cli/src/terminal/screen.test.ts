import { describe, expect, it } from 'vitest';
import { createScreen } from './screen.ts';

function recorder(fields: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  return { written, output: { write: (text: string) => written.push(text), ...fields } };
}

describe('the screen', () => {
  it('on a terminal redraws the block in place, and what is said goes above it', () => {
    const { written, output } = recorder({ isTTY: true, columns: 80 });
    const screen = createScreen(output);
    screen.live(['one', 'two']);
    screen.say('said');
    expect(written).toEqual(['one\ntwo\n\u001b[?25l', '\r\u001b[2A\u001b[0Jsaid\none\ntwo\n']);
  });

  it('writes nothing when the block is the same', () => {
    const { written, output } = recorder({ isTTY: true });
    const screen = createScreen(output);
    screen.live(['one']);
    screen.live(['one']);
    expect(written).toHaveLength(1);
  });

  it('gives the cursor back at the end', () => {
    const { written, output } = recorder({ isTTY: true });
    const screen = createScreen(output);
    screen.live(['one']);
    screen.close();
    screen.close();
    expect(written.slice(1)).toEqual(['\u001b[?25h']);
  });

  it('cuts what would wrap, so that it can be erased again', () => {
    const { written, output } = recorder({ isTTY: true, columns: 10 });
    createScreen(output).live(['0123456789abc']);
    expect(written[0]).toBe('01234567…\n\u001b[?25l');
  });

  it('without a terminal there is no block and no escape sequence', () => {
    const { written, output } = recorder({});
    const screen = createScreen(output);
    screen.live(['one']);
    screen.say('said');
    screen.close();
    expect(written).toEqual(['said\n']);
  });
});
