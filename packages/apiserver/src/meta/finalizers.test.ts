import { describe, expect, it } from 'vitest';
import { finalizerCauses, finalizerWarnings, newFinalizerCauses, standardFinalizerCauses } from './finalizers.ts';

const held = (...finalizers: string[]) => ({ metadata: { finalizers } });
const messages = (causes: { field: string; message: string }[]) =>
  causes.map(({ field, message }) => `${field}: ${message}`);

describe('finalizers', () => {
  it('are qualified names, and say one policy at most', () => {
    expect(messages(finalizerCauses(['example.com/', 'orphan', 'foregroundDeletion']))).toEqual([
      'metadata.finalizers: Invalid value: "example.com/": name part must be non-empty',
      expect.stringContaining('"example.com/": name part must consist of alphanumeric characters'),
      'metadata.finalizers: Invalid value: ["example.com/","orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set',
    ]);
  });

  it('of core kinds bear a domain, or are those of Kubernetes', () => {
    expect(messages(standardFinalizerCauses(['kubernetes', 'mine', 'example.com/mine']))).toEqual([
      'metadata.finalizers[1]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
    ]);
  });

  it('may be taken from what is being deleted, and not given to it', () => {
    expect(newFinalizerCauses(['a/x'], ['a/x', 'a/y'])).toEqual([]);
    expect(messages(newFinalizerCauses(['a/z', 'a/x', 'a/b'], ['a/x']))).toEqual([
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"a/b", "a/z"}',
    ]);
  });

  it('of custom resources are warned of when they come without a domain', () => {
    expect(finalizerWarnings(held('old', 'new', 'example.com'), held('old'))).toEqual([
      'metadata.finalizers: "example.com": prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers',
      'metadata.finalizers: "new": prefer a domain-qualified finalizer name to avoid accidental conflicts with other finalizer writers',
    ]);
  });
});
