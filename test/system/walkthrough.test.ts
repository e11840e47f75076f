/** docs/walkthrough.md as its reader would follow it: every line as it stands, in a shell, on an empty mesh. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Program } from '../support/program.ts';

const root = process.cwd();
const folder = mkdtempSync(path.join(tmpdir(), 'walkthrough-'));
let world: Program;

beforeAll(async () => {
  world = new Program(['up', '--empty', '--profile', 'instant', '--data', path.join(folder, 'world')]);
  await world.says('Serving until Ctrl-C.');
  mkdirSync(path.join(folder, 'bin'));
  const program = path.join(root, 'dist/asmpvl.js');
  chmodSync(program, 0o755);
  symlinkSync(program, path.join(folder, 'bin/asmpvl'));
}, 120_000);

afterAll(async () => {
  world.child.kill('SIGINT');
  await world.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** The lines of the one block of shell commands. */
function commands(): string[] {
  const [, block = ''] = /```sh\n(.*?)```/s.exec(readFileSync('docs/walkthrough.md', 'utf8')) ?? [];
  return block.trim().split('\n');
}

function typed(line: string): Promise<{ code: number; out: string; err: string }> {
  const search = [path.join(folder, 'bin'), path.dirname(process.execPath), process.env['PATH']].join(path.delimiter);
  const env = { ...process.env, PATH: search };
  const shell = ['-c', `. world/env.sh; ${line}`];
  return new Promise((resolve) => {
    execFile('sh', shell, { cwd: folder, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

it('five commands lead from an empty mesh to Running', { timeout: 180_000 }, async () => {
  const lines = commands();
  expect(lines).toHaveLength(5);
  const said: string[] = [];
  for (const line of lines) {
    const { code, out, err } = await typed(line);
    expect(code, `${line}\n${out}\n${err}`).toBe(0);
    said.push(`${out}${err}`);
  }
  const [init, check, apply, san, verify] = said;
  expect(init).toContain('Wrote asmpvlconfig.yaml');
  expect(check).not.toContain('✗');
  expect(apply).toContain('✓ Available');
  expect(san).toContain('the certificate that it serves bears the domain.');
  expect(verify).toMatch(/✓ API server of .*✓ Pilot, for .*✓ The mesh shows \S+ as Running\n/s);
  expect(verify).toContain('2 proven, from the emulated network at');
});
