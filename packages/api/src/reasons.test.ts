import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { isReason, reasons } from './reasons.ts';

describe('reasons', () => {
  it.each(Object.entries(reasons))(
    '%s has a form that a condition takes, and says what it means and what to do',
    (name, info) => {
      // metav1.Condition's own pattern is wider; ours are CamelCase, as Kubernetes' API conventions ask.
      expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(name.length).toBeLessThanOrEqual(limits.reason);
      expect(info.meaning).toMatch(/^[A-Z].*\.$/i);
      expect(info.action).toMatch(/^[A-Z].*\.$/);
    },
  );

  it('when a text is no reason of ours, says so, also for names that every object has', () => {
    expect(['ZoneNotServed', 'zoneNotServed', 'toString', ''].map(isReason)).toEqual([true, false, false, false]);
  });
});
