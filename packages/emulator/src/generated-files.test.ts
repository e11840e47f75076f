import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from './generated-files.ts';

describe('generatedFiles', () => {
  it('has the types of every action, as they are committed', async () => {
    const types = generatedFiles().find(({ path }) => path.endsWith('generated/actions.ts'));
    expect(types?.text).toContain("'privatelink.CreateVpcEndpoint': {");
    const committed = await readFile(new URL('generated/actions.ts', import.meta.url), 'utf8');
    expect(committed === types?.text, 'generated/actions.ts is stale: run npm run generate').toBe(true);
  });
});
