/** What is released together bears one version, that of package.json. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

it('the packages, the chart, the manifests and the changelog bear the version of package.json', () => {
  for (const name of readdirSync(path.join(root, 'packages')).map((folder) => `packages/${folder}/package.json`)) {
    const found = JSON.parse(read(name)) as { version: string };
    expect(found.version, name).toBe(version);
  }
  expect(parse(read('config/chart/Chart.yaml'))).toMatchObject({ version, appVersion: version });
  expect(parse(read('config/manifests/kustomization.yaml'))).toMatchObject({ images: [{ newTag: version }] });
  expect(read('CHANGELOG.md')).toContain(`## [${version}]`);
});
