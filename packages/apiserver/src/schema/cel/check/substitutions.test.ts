import { describe, expect, it } from 'vitest';
import { Substitutions } from './substitutions.ts';
import { parseType, show, types } from './type.ts';

const [a, b] = [parseType('A'), parseType('B')];

describe('what the parameters of types stand for', () => {
  it('is learnt from what is assigned', () => {
    const substitutions = new Substitutions();
    expect(substitutions.assignAll([types.int, parseType('list<string>')], [a, parseType('list<B>')])).toBe(true);
    expect(show(substitutions.apply(parseType('map<A, B>')), new Map())).toBe('map(int, string)');
  });

  it('is forgotten where not all goes together', () => {
    const substitutions = new Substitutions();
    expect(substitutions.assignAll([types.int, types.string], [a, a])).toBe(false);
    expect(substitutions.apply(a)).toBe(a);
    expect(substitutions.assignAll([types.string], [a])).toBe(true);
  });

  it('becomes any, where one is', () => {
    const substitutions = new Substitutions();
    expect(substitutions.assignAll([types.int, types.dyn], [a, a])).toBe(true);
    expect(substitutions.apply(a)).toBe(types.dyn);
  });

  it('is never what it is part of', () => {
    const substitutions = new Substitutions();
    expect(substitutions.assignAll([a], [b])).toBe(true);
    expect(substitutions.assignAll([parseType('list<A>')], [b])).toBe(false);
  });
});
