import { duplicateFields } from './duplicates.ts';

/** What becomes of unknown fields and of keys given twice. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** What only a strict reader minds in a body: thing by thing as warnings, and all together as an error, '' when there is none. */
export interface StrictProblems {
  warnings: readonly string[];
  error: string;
}

export const noProblems: StrictProblems = { warnings: [], error: '' };

/** Of the keys that a valid JSON text gives twice. */
export function duplicatesInJson(text: string): StrictProblems {
  const warnings = duplicateFields(text).map((path) => `duplicate field "${path}"`);
  return warnings.length === 0 ? noProblems : { warnings, error: warnings.join(', ') };
}

/** Of the keys that a YAML gives twice, `line 3: key "a" already set in map`. */
export function duplicatesInYaml(lines: readonly string[]): StrictProblems {
  if (lines.length === 0) return noProblems;
  return { warnings: lines, error: `yaml: unmarshal errors:\n  ${lines.join('\n  ')}` };
}

/** Together with the fields that the schema does not know. */
export function withUnknown({ warnings, error }: StrictProblems, paths: readonly string[]): StrictProblems {
  const unknown = paths.map((path) => `unknown field "${path}"`);
  return {
    warnings: [...warnings, ...unknown],
    error: [error, ...unknown].filter((problem) => problem !== '').join(', '),
  };
}
