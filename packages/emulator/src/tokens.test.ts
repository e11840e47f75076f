import { describe, expect, it } from 'vitest';
import { type Attempt, Tokens } from './tokens.ts';

function begin(tokens: Tokens, fingerprint: string, now = 0): { answer: unknown } | Attempt {
  return tokens.begin('privatelink', 'account/region/action/token', fingerprint, now, 1000);
}

function attempt(tokens: Tokens, fingerprint: string, now = 0): Attempt {
  const begun = begin(tokens, fingerprint, now);
  if ('answer' in begun) throw new Error('an earlier answer came back');
  return begun;
}

describe('Tokens', () => {
  it('gives the first answer again', () => {
    const tokens = new Tokens();
    const first = attempt(tokens, 'a');
    first.succeed({ id: 1 });
    first.end();
    expect(begin(tokens, 'a', 999)).toEqual({ answer: { id: 1 } });
  });

  it('refuses the token while the first call runs, and with other parameters', () => {
    const tokens = new Tokens();
    const first = attempt(tokens, 'a');
    expect(() => begin(tokens, 'a')).toThrow(expect.objectContaining({ code: 'IdempotenceProcessing' }));
    first.succeed({});
    expect(() => begin(tokens, 'a')).toThrow(expect.objectContaining({ code: 'IdempotenceProcessing' }));
    first.end();
    expect(() => begin(tokens, 'b')).toThrow(expect.objectContaining({ code: 'IdempotenceSignatureMismatch' }));
  });

  it('forgets a call that failed, and every call after its lifetime', () => {
    const tokens = new Tokens();
    attempt(tokens, 'a').fail();
    attempt(tokens, 'b').succeed({});
    attempt(tokens, 'c', 1000).succeed({});
  });
});
