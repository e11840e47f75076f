import { describe, expect, it } from 'vitest';
import { metricsMarkdown, metricTable } from './metric-table.ts';
import { createMetrics } from './metrics.ts';

describe('the table of metrics', () => {
  it('is what is exported: every number of it, with its line, and no other', async () => {
    const text = await createMetrics().text();
    const exported = [...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name, help]) => [name, help]);
    const declared = Object.entries(metricTable).map(([name, { help }]) => [name, help]);
    expect(new Map(exported as [string, string][])).toEqual(new Map(declared as [string, string][]));
    const kinds = [...text.matchAll(/^# TYPE (\S+) (.*)$/gm)].map(([, name = '', kind = '']) => `${name} ${kind}`);
    expect(kinds.sort()).toEqual(
      Object.entries(metricTable)
        .map(([name, { kind }]) => `${name} ${kind}`)
        .sort(),
    );
  });

  it('names units, ends counters with total, and bears no label that could grow with the clusters', () => {
    for (const [name, declaration] of Object.entries(metricTable)) {
      const ending = { counter: /_total$/, histogram: /_seconds$/, gauge: /./ }[declaration.kind];
      expect(name).toMatch(ending);
      const labels = Object.keys('labels' in declaration ? declaration.labels : {});
      expect(labels.filter((label) => /id$|cluster|vpc|endpoint/i.test(label))).toEqual([]);
      expect(labels.length).toBeLessThanOrEqual(2);
    }
  });

  it('stands in the page', () => {
    for (const [name, { help }] of Object.entries(metricTable)) {
      expect(metricsMarkdown()).toMatch(new RegExp(`\\| \`${name}\` \\| \\w+ \\| .+ \\|`));
      expect(metricsMarkdown()).toContain(help.split(/[|<]/, 1)[0] ?? '');
    }
  });
});
