/** The live views on a real pseudo-terminal: what stands on the screen, what the keyboard does, and that the terminal is given back. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program } from './support/program.ts';
import { hasTerminal, Terminal } from './support/terminal.ts';

const EXAMPLE = 'examples/asmpvlconfig.yaml';
const CTRL_C = '\u0003';
const folder = mkdtempSync(path.join(tmpdir(), 'terminal-test-'));
let world: Program;
let env: Record<string, string> = {};

const open: Terminal[] = [];
const terminal = (args: readonly string[], columns = 80) => {
  const opened = new Terminal(args, env, columns);
  open.push(opened);
  return opened;
};

/** A screen in which the ids and times of this run have names. */
function normalised(screen: string): string {
  return screen
    .replaceAll(folder, 'FOLDER')
    .replace(/\bepsrv-bp1\w+/g, 'EPSRV')
    .replace(/\bep-bp1\w+/g, 'EP')
    .replace(/\bsg-bp1\w+/g, 'SG')
    .replace(/T-\w+/g, 'TASK')
    .replace(/\b\d+(\.\d)? s\b|\b\d:\d\d\b/g, 'TIME')
    .replace(/127\.0\.0\.1:\d+/g, 'HERE');
}

describe.skipIf(!hasTerminal)('on a terminal', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    world = new Program(['up', '--empty', '--profile', 'fast', '--data', folder]);
    await world.says('Serving until Ctrl-C.');
    const lines = readFileSync(path.join(folder, 'env.sh'), 'utf8').matchAll(/^export (\w+)='([^']*)'$/gm);
    env = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
  }, 120_000);

  afterAll(async () => {
    for (const each of open) each.child.kill('SIGKILL');
    world.child.kill('SIGINT');
    await world.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('Ctrl-C in apply only detaches: the object stays, and its links come up all the same', async () => {
    const apply = terminal(['apply', EXAMPLE]);
    await apply.shows(/0 of 2 links up/);
    expect(apply.cursorShown).toBe(false);
    apply.type(CTRL_C);
    expect(await apply.ended).toBe(130);
    expect(apply.cursorShown).toBe(true);
    expect(apply.screen).toContain('Detached: what was applied stays, and the operator goes on.');
    const watching = new Program(['status', '--watch', '--output', 'json'], env);
    await watching.says('"status":"Available"');
    watching.child.kill('SIGINT');
    await watching.ended;
  });

  it.each([40, 80, 120])(
    'apply draws its view in place, and ends with what has come about (%i columns)',
    async (columns) => {
      const apply = terminal(['apply', EXAMPLE], columns);
      expect(await apply.ended).toBe(0);
      expect(normalised(apply.screen)).toMatchSnapshot();
      expect(apply.cursorShown).toBe(true);
      expect(apply.widest).toBeLessThanOrEqual(columns);
      expect(apply.written).toContain('\u001b[32m✓');
    },
  );

  it('status --watch shows one screen until Ctrl-C', async () => {
    const status = terminal(['status', '--watch']);
    await status.shows('Pilot');
    expect(status.cursorShown).toBe(false);
    expect(normalised(status.screen)).toMatchSnapshot();
    status.type(CTRL_C);
    expect(await status.ended).toBe(130);
    expect(status.cursorShown).toBe(true);
  });

  it('up shows its links coming up, breaks one at Enter, and ends at Ctrl-C with the terminal as it was', async () => {
    const data = path.join(folder, 'up');
    const up = terminal(['up', '--profile', 'fast', '--data', data]);
    await up.shows(/^Enter takes a zone from ep-\w+ behind the operator's back\.$/m);
    expect(up.screen).toMatch(/^ {2}Available {2}ASMPvlConfig default: 2 of 2 links up/m);
    expect(up.screen).toMatch(/^ {2}Running {4}guide: /m);
    up.type('\n');
    await up.shows('carries the xDS stream of a sidecar again');
    up.type(CTRL_C);
    expect(await up.ended).toBe(130);
    expect(up.cursorShown).toBe(true);
  });

  it.each([/API server of mesh guide/, /of 2 links up/, /Pilot channel carries/])(
    'Ctrl-C ends up while it shows %s',
    async (phase) => {
      const up = terminal(['up', '--profile', 'fast']);
      await up.shows(phase);
      up.type(CTRL_C);
      expect(await up.ended).toBe(130);
      expect(up.cursorShown).toBe(true);
      expect(up.screen).not.toMatch(/^ +at |asmpvl: /m);
    },
  );

  it('san add asks, waits for task and restart, and says that it is served', async () => {
    const refused = terminal(['san', 'add']);
    await refused.shows('Type yes to go on:');
    refused.type('no\n');
    expect(await refused.ended).toBe(2);
    expect(refused.screen).toContain('nothing was added');

    const add = terminal(['san', 'add']);
    await add.shows('Type yes to go on:');
    add.type('yes\n');
    expect(await add.ended).toBe(0);
    expect(normalised(add.screen)).toMatchSnapshot();
    expect(add.cursorShown).toBe(true);
  });

  it('sweep shows what it would remove, and removes it only for whoever types the mesh', async () => {
    const sweep = terminal(['sweep', '--mesh', 'c08c1e5a7d2b94f6380e1c7d5a9b2f4e6'], 120);
    await sweep.shows('to go on:');
    sweep.type('yes\n');
    expect(await sweep.ended).toBe(2);
    expect(normalised(sweep.screen)).toMatchSnapshot();
  });
});
