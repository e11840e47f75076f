/** The files of the repository that are made from the declared commands. `npm run generate` writes them; the check compares. */
import { page } from './command/page.ts';
import { commands } from './commands/commands.ts';
import { policyDocument, ramPolicies } from './install/ram-policies.ts';
import { chartRules, rbacManifest } from './install/rbac.ts';
import { description, epilogue } from './program.ts';

export interface GeneratedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** docs/cli.md, the schema of what each command writes as data, and what an installation has to be allowed. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const schemas = await Promise.all(
    commands.flatMap(({ name, output }) =>
      output === undefined ? [] : [output().then((schema) => ({ name, schema, file: `schemas/${name}.json` }))],
    ),
  );
  const text = page({ description, epilogue, commands }, new Map(schemas.map(({ name, file }) => [name, file])));
  return [
    { path: 'docs/cli.md', text },
    ...schemas.map(({ schema, file }) => ({ path: `docs/${file}`, text: `${JSON.stringify(schema, null, 2)}\n` })),
    ...Object.entries(ramPolicies).map(([name, names]) => ({
      path: `config/ram/${name}.json`,
      text: policyDocument(names),
    })),
    { path: 'config/manifests/rbac.yaml', text: rbacManifest() },
    { path: 'config/chart/rules.yaml', text: chartRules() },
  ];
}
