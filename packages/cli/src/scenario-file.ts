/** The scenario a person has named. */
import { readFile } from 'node:fs/promises';
import { guide, parseScenarioFile, type ScenarioInput } from '@asm-privatelink/emulator';
import { unreadable } from './read-error.ts';

/**
 * The world of the guide when no file is named.
 *
 * @throws Failure when the file cannot be read, ScenarioError when it cannot be used
 */
export async function readScenario(file: string | undefined): Promise<ScenarioInput> {
  if (file === undefined) return guide;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable('scenario', file, error);
  });
  return parseScenarioFile(text, file);
}
