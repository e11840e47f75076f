/** The pages that are made from this package's tables. */
import { logsMarkdown } from './log-table.ts';
import { metricsMarkdown } from './metric-table.ts';

/** Paths are from the root of the checkout. */
export function generatedFiles(): { path: string; text: string }[] {
  return [
    { path: 'docs/metrics.md', text: metricsMarkdown() },
    { path: 'docs/logs.md', text: logsMarkdown() },
  ];
}
