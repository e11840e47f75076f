import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { logsMarkdown, logTable } from './log-table.ts';

const packages = path.resolve(import.meta.dirname, '../..');
const sources = ['operator/src', 'operator/src/kube', 'cli/src/commands', 'cli/src']
  .flatMap((folder) => readdirSync(path.join(packages, folder)).map((name) => path.join(packages, folder, name)))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('log-table.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('the table of log lines', () => {
  it.each(Object.keys(logTable))('knows no line that nobody writes: %s', (message) => {
    expect(sources.includes(`'${message}'`)).toBe(true);
  });

  it('stands in the page, with every field', () => {
    for (const [message, { fields }] of Object.entries(logTable)) {
      expect(logsMarkdown()).toContain(`| \`${message}\` |`);
      for (const field of fields) expect(logsMarkdown()).toContain(`\n| \`${field}\` |`);
    }
  });
});
