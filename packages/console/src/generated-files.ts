/** The files of the repository that are made from this package. `npm run generate` writes them; the check compares. */
import { clientSource } from './generate-client.ts';
import { openApi } from './server/openapi.ts';

export interface GeneratedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export function generatedFiles(): GeneratedFile[] {
  const document = openApi();
  return [
    { path: 'packages/console/src/generated/openapi.json', text: `${JSON.stringify(document, null, 2)}\n` },
    { path: 'packages/console/src/generated/client.ts', text: clientSource(document) },
  ];
}
