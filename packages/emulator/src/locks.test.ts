import { describe, expect, it } from 'vitest';
import { Locks, lockScopes } from './locks.ts';
import { loadReference } from './reference.ts';

describe('Locks', () => {
  it('is held until the last holder has ended', () => {
    const locks = new Locks();
    const hold = locks.take('endpoint/ep-1');
    const endCall = hold?.share();
    const endTransition = hold?.share();
    expect(locks.take('endpoint/ep-1')).toBeUndefined();
    expect(locks.take('endpoint/ep-2')).toBeDefined();
    endCall?.();
    endCall?.();
    expect(locks.take('endpoint/ep-1')).toBeUndefined();
    endTransition?.();
    expect(locks.take('endpoint/ep-1')).toBeDefined();
  });
});

describe('lockScopes', () => {
  it('names only writes that the reference has', () => {
    const { actions } = loadReference();
    expect(Object.keys(lockScopes).filter((key) => actions.get(key)?.write !== true)).toEqual([]);
  });
});
