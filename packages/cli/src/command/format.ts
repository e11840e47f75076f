/** How a command writes its data. */
import { choice, type Option } from './option.ts';

const formats = ['text', 'json', 'yaml'] as const;
export type Format = (typeof formats)[number];

/** @param more formats that only this command has */
export function outputOption<const M extends string = never>(...more: readonly M[]): Option<Format | M> {
  return choice<Format | M>({
    name: 'output',
    short: 'o',
    value: 'format',
    choices: [...formats, ...more],
    default: 'text',
    doc: 'how the data is written; docs/cli.md has the schema of json and yaml',
  });
}
