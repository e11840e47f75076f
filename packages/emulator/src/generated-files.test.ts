import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from './generated-files.ts';

describe('generatedFiles', () => {
  it.each([
    { name: 'actions.ts', holds: "'privatelink.CreateVpcEndpoint': {" },
    { name: 'inspect.openapi.json', holds: '"/-/ledger/live"' },
  ])('has $name, as it is committed', async ({ name, holds }) => {
    const made = generatedFiles().find(({ path }) => path.endsWith(`generated/${name}`));
    expect(made?.text).toContain(holds);
    const committed = await readFile(new URL(`generated/${name}`, import.meta.url), 'utf8');
    expect(committed === made?.text, `generated/${name} is stale: run npm run generate`).toBe(true);
  });
});
