/**
 * How soon the program is there, as people start it, against Node itself and beside kubectl, in one run: the rounds alternate, so that what else the
 * machine does befalls all of them. `status` asks a real world over TLS, and so does kubectl.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Program } from '../test/support/program.ts';
import { atMost, type BenchResult, median, told } from './harness.ts';

/** Issue 6: of what `node -e 0` takes. */
const HELP = 1.5;
const STATUS = 3;
const ROUNDS = 31;

const program = path.resolve('dist/asmpvl.js');
const kubectl = path.resolve('.tools/kubectl');

/** What is started, and how long each start took, in ms. */
interface Starter {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly took: number[];
}

export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-bench-'));
  const world = new Program(['up', '--profile', 'instant', '--data', folder]);
  try {
    await world.says('Serving until Ctrl-C.');
    const env = { ...process.env, ...variables(path.join(folder, 'env.sh')) };
    const node = starter('node -e 0', process.execPath, '-e', '0');
    const help = starter('asmpvl --help', process.execPath, program, '--help');
    const status = starter('asmpvl status', process.execPath, program, 'status');
    const others = existsSync(kubectl) ? [starter('kubectl get', kubectl, 'get', 'asmpvlconfig')] : [];
    // The first round only fills the caches of the machine.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const each of [node, help, status, ...others]) startOnce(each, env, round > 0);
    }
    const base = median(node.took);
    const ratio = ({ name, took }: Starter) => ({
      name: `${name} / node -e 0`,
      value: median(took) / base,
      unit: '×',
      notes: `median ${median(took).toFixed(0)} ms of ${base.toFixed(0)} ms; least ${Math.min(...took).toFixed(0)} ms; ${ROUNDS} starts`,
    });
    return [atMost(HELP, ratio(help)), atMost(STATUS, ratio(status)), ...others.map((each) => told(ratio(each)))];
  } finally {
    world.child.kill('SIGINT');
    await world.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function starter(name: string, ...command: Starter['command']): Starter {
  return { name, command, took: [] };
}

function startOnce({ name, command: [file, ...args], took }: Starter, env: NodeJS.ProcessEnv, counted: boolean): void {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(file, args, { env, encoding: 'utf8' });
  const ms = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  if (counted) took.push(ms);
}

/** What `asmpvl up` wrote to be sourced. */
function variables(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').matchAll(/^export (\w+)='([^']*)'$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
