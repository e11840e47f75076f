import { describe, expect, it } from 'vitest';
import { createClosing } from './closing.ts';

describe('closing', () => {
  it('closes the last opened first, each once, and goes on when one fails', async () => {
    const closed: string[] = [];
    const closing = createClosing();
    for (const name of ['a', 'b', 'c']) {
      closing.add(name, (opened) => {
        closed.push(opened);
        if (opened === 'b') throw new Error('b does not close');
      });
    }
    await expect(closing.close()).rejects.toThrow('b does not close');
    await closing.close();
    expect(closed).toEqual(['c', 'b', 'a']);
  });
});
