/** The files of the repository that are made from this package. `npm run generate` writes them; a test holds the committed ones to them. */
import { stringify } from 'yaml';
import { customResourceDefinition } from './crd.ts';
import { resource } from './names.ts';
import { namesMarkdown } from './names-page.ts';
import { resourceMarkdown } from './resource-page.ts';

export interface GeneratedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export function generatedFiles(): GeneratedFile[] {
  const head = '# Made from packages/api/src/schema.ts by `npm run generate`. Do not edit.\n';
  // Line folding is off: a description on one line is easier to search for and to compare.
  const body = stringify(customResourceDefinition(), { lineWidth: 0, aliasDuplicateObjects: false });
  // The chart has its own copy: helm reads nothing outside of it.
  const paths = [`config/crd/${resource.group}_${resource.plural}.yaml`, 'config/chart/crd.yaml'];
  return [
    ...paths.map((path) => ({ path, text: head + body })),
    { path: 'docs/resource.md', text: resourceMarkdown() },
    { path: 'docs/names.md', text: namesMarkdown() },
  ];
}
