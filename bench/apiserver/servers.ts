/** The API servers of the bench, each in processes of its own. */
import { execFile, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type * as esbuild from 'esbuild';
import { bundleOptions } from '../../scripts/lib/bundle.mjs';
import type { Ready } from './serve.ts';

const run = promisify(execFile);

export interface BenchServer {
  kubeconfig: string;
  /** Milliseconds until it was ready: `startApiServer` in a fresh process, or the script that starts a real one. */
  startMs: number;
  /** MiB of memory that its processes hold. */
  memory(): number;
  stop(): Promise<void>;
}

/** Ours, of a program that holds nothing else. */
export interface OurProgram {
  start(options?: { dataDir?: string; nodeFlags?: string[] }): Promise<BenchServer>;
  remove(): void;
}

/** Bundles our server as the programs are bundled, in a folder from which packages are found. */
export async function buildOurs(): Promise<OurProgram> {
  // A bench is bundled itself, and a bundler cannot be.
  const { build } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  const parent = path.resolve('node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'asm-privatelink-bench-'));
  const outfile = path.join(folder, 'serve.mjs');
  await build({ ...bundleOptions, entryPoints: ['bench/apiserver/serve.ts'], outfile });
  return {
    start: ({ dataDir, nodeFlags = [] } = {}) => startOurs(outfile, dataDir, nodeFlags),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function startOurs(program: string, dataDir: string | undefined, execArgv: string[]): Promise<BenchServer> {
  const child = fork(program, dataDir === undefined ? [] : [dataDir], { execArgv });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready));
    child.once('exit', (code) => reject(new Error(`our server ended with ${code}`)));
  });
  return {
    ...ready,
    memory: () => residentMiB(child.pid ?? 0),
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}

/** A real kube-apiserver with its etcd. `program` is what REAL_KUBE names. */
export async function realServer(program: string): Promise<BenchServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-bench-'));
  const start = () => run(program, ['start', 'full', folder], { timeout: 120_000 });
  const stop = () => run(program, ['stop', folder]);
  try {
    // The first start unpacks the programs and makes keys, which is no part of starting.
    await start();
    await stop();
    const before = performance.now();
    await start();
    return {
      kubeconfig: readFileSync(path.join(folder, 'kubeconfig'), 'utf8'),
      startMs: performance.now() - before,
      memory: () => pidsOf(folder).reduce((sum, pid) => sum + residentMiB(pid), 0),
      async stop() {
        await stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function pidsOf(folder: string): number[] {
  const lines = readFileSync(path.join(folder, 'pids'), 'utf8').trim().split('\n');
  return lines.map((line) => Number(line.split(' ')[1]));
}

function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}
