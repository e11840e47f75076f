/** The table of codes that no reference lists against the handlers that give them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadReference } from './reference.ts';
import { UNLISTED } from './unlisted-codes.ts';

const folder = path.join(import.meta.dirname, 'products');
const { products } = loadReference();

/** Codes of the form `MissingParam.<name>` are the reference's, whatever the name. */
const NAMED = /^(MissingParam|IllegalParamFormat)\./;

function codesIn(product: string): Set<string> {
  const texts = readdirSync(path.join(folder, product))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, product, name), 'utf8'));
  const codes = texts.flatMap((text) => [...text.matchAll(/(?:ApiError|checkText)\(\s*'([^']+)'/g)]);
  return new Set(codes.map(([, code = '']) => code));
}

const folders = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe.each(folders)('%s', (product) => {
  const listed = products.get(product)?.statuses;
  const unlisted = [...codesIn(product)].filter((code) => !listed?.has(code) && !NAMED.test(code));

  it('gives codes of the reference, and those of the table', () => {
    expect(unlisted.sort()).toEqual(Object.keys(UNLISTED[product] ?? {}).sort());
  });
});
