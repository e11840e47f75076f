import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { collect, type Part } from './collect.ts';
import { createRedactor } from './redact.ts';

const part = (name: string, read: Part['read']): Part => ({ name, about: `about ${name}`, read });

async function collected(...parts: Part[]): Promise<Record<string, string>> {
  const files = await collect(parts, createRedactor(['s3cret-known']), ['# head']);
  return Object.fromEntries(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')]));
}

describe('the files of a bundle', () => {
  it('are written as their name says, and listed', async () => {
    const value = { b: [1], at: new Map([['x', 's3cret-known']]) };
    const files = await collected(
      part('a.json', () => value),
      part('a.yaml', () => value),
      part('a.txt', () => Promise.resolve('text')),
    );
    expect(JSON.parse(files['a.json'] ?? '')).toEqual({ b: [1], at: { x: 'REMOVED' } });
    expect(files['a.yaml']).toBe('b:\n  - 1\nat:\n  x: REMOVED\n');
    expect(files['a.txt']).toBe('text');
    expect(files['README.md']).toMatch(
      /^# head\n\n- a\.json: about a\.json \(\d+ bytes\)\n.*\n.*\n\n2 places that held/,
    );
  });

  it('name what could not be read, without its secrets', async () => {
    const what = 's3cret-known is refused';
    const refused = () => Promise.reject(new Failure({ code: 'Refused', what, where: 'here' }));
    const { 'README.md': index, ...others } = await collected(part('a.json', refused));
    expect(index).toContain('- a.json: not there. REMOVED is refused: here [Refused]');
    expect(others).toEqual({});
  });

  it('are bounded, each and together, and say so', async () => {
    const parts = ['1', '2', '3', '4', '5'].map((name) => part(name, () => 'x '.repeat(50)));
    const files = await collect(parts, createRedactor([]), [], { each: 80, together: 300 });
    expect(files.slice(1).map(({ bytes }) => bytes.length)).toEqual([80, 80, 80, 60, 0]);
    expect(String(files[0]?.bytes)).toContain('- 5: about 5 (0 bytes; cut after 0 of 100 characters)');
  });
});
