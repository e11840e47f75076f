import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { customResourceDefinition } from './crd.ts';
import { generatedFiles } from './generated.ts';

describe('generated files', () => {
  it.each(generatedFiles())('$path is committed as the schema has it (else: npm run generate)', ({ path, text }) => {
    expect(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')).toBe(text);
  });

  it('hold the CRD itself, in YAML', () => {
    const definitions = generatedFiles().filter(({ path }) => path.endsWith('.yaml'));
    for (const { text } of definitions) expect(parse(text)).toEqual(customResourceDefinition());
  });
});
