/** What is made from this package's data: types of every action, and the pages on fidelity and error codes. */
import { errorCodesMarkdown } from './error-codes.ts';
import { fidelityMarkdown } from './fidelity.ts';
import { actionTypes } from './generate-types.ts';
import { openApi } from './inspect/openapi.ts';
import { loadReference } from './reference.ts';

/** Paths are from the root of the checkout. */
export function generatedFiles(): { path: string; text: string }[] {
  return [
    { path: 'packages/emulator/src/generated/actions.ts', text: actionTypes(loadReference()) },
    { path: 'packages/emulator/src/generated/inspect.openapi.json', text: `${JSON.stringify(openApi(), null, 2)}\n` },
    { path: 'docs/fidelity.md', text: fidelityMarkdown() },
    { path: 'docs/error-codes.md', text: errorCodesMarkdown() },
  ];
}
