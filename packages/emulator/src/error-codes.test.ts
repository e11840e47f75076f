/** The table of error codes against the sources that give them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { spoilFor } from './contract/refusals.ts';
import { documentedCodes, listedCodes, NOT_BY_RULE, notGiven } from './error-codes.ts';

const root = import.meta.dirname;

/** Texts of the sources in which rules stand, without tests and without the table itself. */
function sources(): string {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^generated|^contract|^error-codes/.test(name))
    .map((name) => readFileSync(path.join(root, name), 'utf8'))
    .join('\n');
}

/** A code as the sources spell it: whole, or `Family.${member}` with the member's name beside it. */
function isSpelt(text: string, code: string): boolean {
  if (text.includes(`'${code}'`)) return true;
  const [, family = '', member = ''] = /^([^.]+)\.(.+)$/.exec(code) ?? [];
  return family !== '' && text.includes(`\`${family}.\${`) && (member.startsWith('<') || text.includes(`'${member}'`));
}

/** A test comes to it (contract/refusals.test.ts). */
function isComeTo(code: string): boolean {
  return listedCodes().some(
    ({ key, name, errors }) => errors.includes(code) && notGiven(key, code) === undefined && spoilFor(name, code),
  );
}

describe('documented error codes', () => {
  const text = sources();
  const codes = documentedCodes().map(({ product, code }) => ({ key: `${product}.${code}`, code }));

  it('are all given by a rule, or in the table with why not', () => {
    const silent = codes.filter(
      ({ key, code }) => NOT_BY_RULE[key] === undefined && !isSpelt(text, code) && !isComeTo(code),
    );
    expect(silent.map(({ key }) => key)).toEqual([]);
  });

  it('stand in the table only when the reference has them', () => {
    const known = new Set(codes.map(({ key }) => key));
    expect(Object.keys(NOT_BY_RULE).filter((key) => !known.has(key))).toEqual([]);
  });

  it('stand in the table only when no rule of that product spells them', () => {
    // A code of two products may be given by the one and not by the other.
    const shared = new Set(codes.map(({ code }) => code).filter((code, i, all) => all.indexOf(code) !== i));
    const given = codes.filter(
      ({ key, code }) => NOT_BY_RULE[key] !== undefined && !shared.has(code) && text.includes(`'${code}'`),
    );
    expect(given.map(({ key }) => key)).toEqual([]);
  });
});
