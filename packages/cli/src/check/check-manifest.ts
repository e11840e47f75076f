/** What can be known from the file alone. */
import { isError, type ParsedConfig, reasons } from '@asm-privatelink/api';
import type { ItemFields } from './item.ts';

export function checkManifest({ problems }: ParsedConfig): ItemFields[] {
  if (problems.length === 0) {
    return [{ about: 'schema', subject: 'the whole file', verdict: 'pass', message: 'fits the schema' }];
  }
  return problems.map((problem) => ({
    about: 'schema',
    subject: problem.path || 'the whole file',
    verdict: isError(problem) ? 'fail' : 'warn',
    reason: problem.reason,
    message: problem.message,
    remedy: reasons[problem.reason].action,
    field: problem.path,
  }));
}
