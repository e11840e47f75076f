import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generatedFiles } from './generated.ts';

it('the committed pages are those that the commands make', async () => {
  for (const { path, text } of await generatedFiles()) {
    expect(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), path).toBe(text);
  }
});
