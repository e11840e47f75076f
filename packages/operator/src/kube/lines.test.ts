import { describe, expect, it } from 'vitest';
import { lines } from './lines.ts';

async function* chunks(...parts: string[]): AsyncGenerator<string> {
  yield* parts;
}

async function all(...parts: string[]): Promise<string[]> {
  const result: string[] = [];
  for await (const line of lines(chunks(...parts))) result.push(line);
  return result;
}

describe('lines', () => {
  it.each([
    ['whole lines', ['a\nb\n'], ['a', 'b']],
    ['a line in three chunks', ['a', 'b', 'c\nd\n'], ['abc', 'd']],
    ['a line cut off at the end', ['a\nb'], ['a', 'b']],
    ['a trailing space', ['a\n', '  '], ['a']],
    ['nothing', [], []],
  ])('gives %s', async (_, parts, expected) => {
    expect(await all(...parts)).toEqual(expected);
  });

  it('when a line never ends, gives up instead of filling the memory', async () => {
    const mebibyte = 'x'.repeat(1024 * 1024);
    await expect(all(...Array.from({ length: 17 }, () => mebibyte))).rejects.toThrow('longer than 16 MiB');
  });
});
