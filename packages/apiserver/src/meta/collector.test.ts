import { describe, expect, it } from 'vitest';
import { type Policy, withoutCollectors, withPolicy } from './collector.ts';

const held = (finalizers: string[] | undefined) => ({ metadata: finalizers ? { finalizers } : {} });

describe('withPolicy', () => {
  it.each<[string[], Policy | undefined, string[] | undefined]>([
    [['a/x'], 'Foreground', ['a/x', 'foregroundDeletion']],
    [['orphan', 'a/x'], 'Foreground', ['a/x', 'foregroundDeletion']],
    [['orphan', 'a/x'], 'Background', ['a/x']],
    [['orphan'], 'Background', undefined],
    [['a/x'], 'Orphan', ['a/x', 'orphan']],
  ])('makes of %j with %s %j', (before, policy, after) => {
    expect(withPolicy(held(before), policy)).toEqual(held(after));
  });

  it.each<[string[], Policy | undefined]>([
    [['orphan', 'a/x'], undefined],
    [['orphan', 'a/x'], 'Orphan'],
    [['a/x'], 'Background'],
  ])('leaves %j as it is with %s', (before, policy) => {
    const object = held(before);
    expect(withPolicy(object, policy)).toBe(object);
  });
});

describe('withoutCollectors', () => {
  it('takes away what is for the garbage collector, and nothing else', () => {
    expect(withoutCollectors(held(['a/x', 'orphan']))).toEqual(held(['a/x']));
    expect(withoutCollectors(held(['foregroundDeletion']))).toEqual(held(undefined));
    const object = held(['a/x']);
    expect(withoutCollectors(object)).toBe(object);
  });
});
