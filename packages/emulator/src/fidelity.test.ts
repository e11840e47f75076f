import { describe, expect, it } from 'vitest';
import { fidelityMarkdown } from './fidelity.ts';
import { guesses, switchesWith } from './guesses.ts';

describe('fidelityMarkdown', () => {
  it('has a row for each switch, with its default and its source', () => {
    const lines = fidelityMarkdown().split('\n');
    for (const [name, { values, source }] of Object.entries(guesses)) {
      const row = lines.find((line) => line.startsWith(`| \`${name}\` |`));
      expect(row).toContain(`| \`${values[0]}\` |`);
      expect(row).toContain(source);
    }
    const cells = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length);
    expect(new Set(cells)).toEqual(new Set([5, 8]));
  });
});

describe('switchesWith', () => {
  it('has every switch, at its default unless it is given', () => {
    const switches = switchesWith({ clbZones: 'master-and-standby' });
    expect(Object.keys(switches)).toEqual(Object.keys(guesses));
    expect(switches).toMatchObject({ clbZones: 'master-and-standby', lockLasts: 'transition' });
  });
});
