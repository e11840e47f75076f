/** What is published holds what it needs, and nothing else; it works in an empty folder, with the example of its README. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest, published } from '../scripts/lib/published.mjs';
import { exhaustive } from './support/exhaustive.ts';

const root = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

it('is three packages of one version, which bring what they use in bundles', () => {
  const manifests = published.map(manifest);
  expect(manifests.map(({ name }) => name)).toEqual([
    'asm-privatelink',
    '@asm-privatelink/apiserver',
    '@asm-privatelink/emulator',
  ]);
  expect(manifests.map((one) => one.version)).toEqual([version, version, version]);
  // What the declarations name must be there; SQLite is binary.
  expect(manifests.map(({ dependencies }) => Object.keys(dependencies))).toEqual([[], [], ['zod']]);
  expect(manifests.map(({ optionalDependencies }) => Object.keys(optionalDependencies))).toEqual([
    ['libsql'],
    ['libsql'],
    [],
  ]);
});

describe.runIf(exhaustive)('an archive', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'published-'));
  const modules = path.join(folder, 'node_modules');
  const run = (command: string, args: string[]) => execFileSync(command, args, { cwd: folder, encoding: 'utf8' });
  const archive = (name: string) => path.join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);

  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/pack.mjs', folder], { cwd: root });
    for (const { name } of published) {
      const target = path.join(modules, name);
      mkdirSync(target, { recursive: true });
      run('tar', ['-xzf', archive(name), '-C', target, '--strip-components=1']);
    }
    // What an installer would bring.
    mkdirSync(path.join(modules, '@types'));
    for (const name of ['zod', '@types/node', 'undici-types']) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
    }
    writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(published)('of $name holds nothing of this checkout', ({ name, kind }) => {
    const files = run('tar', ['-tzf', archive(name)])
      .trim()
      .split('\n')
      .map((file) => file.replace(/^package\//, ''));
    const wanted =
      kind === 'program'
        ? /^(package\.json|README\.md|LICENSE|(asmpvl|asmpvl-operator|chunk-[\w.-]+)\.js(\.LEGAL\.txt)?|console-pages\/[\w./-]+)$/
        : /^(package\.json|README\.md|LICENSE|(index|chunk-[\w.-]+)\.js(\.LEGAL\.txt)?|types\/[\w./-]+\.d\.ts)$/;
    expect(files.filter((file) => !wanted.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']));
    for (const file of readdirSync(path.join(modules, name), { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      expect(readFileSync(path.join(file.parentPath, file.name), 'utf8'), file.name).not.toContain(root);
    }
  });

  it('of a library runs the example of its README, which fits its declarations', () => {
    const libraries = published.filter(({ kind }) => kind === 'library');
    for (const { name, folder: file, readme } of libraries) {
      const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(root, readme), 'utf8')) ?? [];
      expect(example).toContain(name);
      const source = `import { writeFile } from 'node:fs/promises';\nvoid writeFile;\n${example}\nconsole.log(answer.status);\n`;
      writeFileSync(path.join(folder, `${file}.ts`), source);
      writeFileSync(path.join(folder, `${file}.js`), transformSync(source, { loader: 'ts', format: 'esm' }).code);
    }
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    run(process.execPath, [compiler, ...strict, ...libraries.map(({ folder: file }) => `${file}.ts`)]);
    for (const { folder: file } of libraries) expect(run(process.execPath, [`${file}.js`])).toBe('200\n');
  });

  it('of the program has its commands', () => {
    const [program] = published.map(manifest);
    const bin = program?.bin ?? {};
    expect(Object.keys(bin)).toEqual(['asmpvl', 'kubectl-asmpvl', 'asmpvl-operator']);
    for (const file of Object.values(bin)) {
      expect(run(path.join(modules, 'asm-privatelink', file), ['--help'])).toContain('Usage');
    }
  });
});
