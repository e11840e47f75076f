/** The API servers of the bench, each in processes of its own. */
import { execFile, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startApiServer } from '@asm-privatelink/apiserver';

const run = promisify(execFile);

export interface BenchServer {
  kubeconfig: string;
  /** Milliseconds from the start of the process, or of the script, to the first answer of /readyz. */
  startMs: number;
  /** MiB of memory that its processes hold. */
  memory(): number;
  stop(): Promise<void>;
}

const role = 'ASMPVL_BENCH_SERVER';

interface Ready {
  kubeconfig: string;
  /** Milliseconds that `startApiServer` took in the fresh process. */
  startMs: number;
}

/** In a process that `ourServer` has forked: serves until its parent is gone. Elsewhere undefined. */
export async function serveIfAsked(): Promise<void> {
  const dataDir = process.env[role];
  if (dataDir === undefined) return;
  const before = performance.now();
  const server = await startApiServer(dataDir === '' ? {} : { dataDir });
  const ready = await server.handle({ method: 'GET', path: '/readyz', headers: {} });
  if (ready.status !== 200) throw new Error(`/readyz answers ${ready.status}`);
  const { kubeconfig } = server;
  process.send?.({ kubeconfig, startMs: performance.now() - before } satisfies Ready);
  await new Promise<void>((resolve) => process.once('disconnect', resolve));
  await server.close();
  process.exit();
}

/** Ours: this same program, forked, in the role of server. */
export async function ourServer(dataDir = '', nodeFlags: string[] = []): Promise<BenchServer> {
  const child = fork(process.argv[1] ?? '', { env: { ...process.env, [role]: dataDir }, execArgv: nodeFlags });
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
