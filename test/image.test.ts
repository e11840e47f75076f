/** What the Dockerfile puts into the image runs in an empty folder with nothing but Node. That an image can be built of it is shown nowhere here. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { afterAll, expect, it } from 'vitest';
import { openOutside } from './support/outside.ts';
import { plain } from './support/worlds.ts';

const root = path.resolve(import.meta.dirname, '..');
const lines = readFileSync(path.join(root, 'Dockerfile'), 'utf8').split('\n');
const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-image-'));
afterAll(() => rmSync(folder, { recursive: true }));

const instruction = (name: string) =>
  lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
const [, ...args] = JSON.parse(instruction('ENTRYPOINT')[0] ?? '[]') as string[];

it('has nothing that a linter of Dockerfiles finds, which finds what is wrong', () => {
  const found = (text: string) => validate(text).map(({ message }) => message);
  expect(found(lines.join('\n'))).toEqual([]);
  expect(found('FROM node\nRUNN npm ci\nEXPOSE web\n')).toHaveLength(2);
});

it('runs as nobody, with the flags that the program ships with', () => {
  expect(instruction('USER')).toEqual(['65532:65532']);
  const [first = ''] = readFileSync(path.join(root, 'packages/cli/src/operator-main.ts'), 'utf8').split('\n');
  expect(args.filter((arg) => arg.startsWith('--'))).toEqual(first.split(' ').filter((word) => word.startsWith('--')));
  expect(instruction('COPY')).toContain('--from=build /src/dist /app');
});

it('starts, sees the API server and stops when told to', { timeout: 60_000 }, async () => {
  const app = path.join(folder, 'app');
  cpSync(path.join(root, 'dist'), app, { recursive: true, filter: (name) => !name.endsWith('.map') });
  const outside = await openOutside(plain(['a']));
  const settings = {
    ASMPVL_KUBECONFIG: outside.kubeconfig,
    ASMPVL_CLOUD_ENDPOINT: outside.cloud,
    ASMPVL_REGION: 'cn-hangzhou',
    ASMPVL_MESH: 'cmesh',
    ASMPVL_METRICS_ADDRESS: '127.0.0.1:0',
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
  };
  try {
    const command = args.map((arg) => arg.replace(/^\/app/, app));
    const child = spawn(process.execPath, command, { cwd: folder, env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const ready = new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('"msg":"ready"')) resolve();
      });
    });
    const ended = new Promise<unknown>((resolve) => child.once('close', resolve));
    await Promise.race([ready, ended]);
    expect(said).toContain('"msg":"ready"');
    child.kill('SIGTERM');
    expect(await ended, said).toBe(143);
    // It wrote nothing.
    expect(readdirSync(folder)).toEqual(['app']);
  } finally {
    await outside.close();
  }
});
