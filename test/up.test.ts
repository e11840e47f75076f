/** `asmpvl up` as a whole: the built program in a process of its own, on real sockets and real time. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectKube } from '@asm-privatelink/operator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Program } from './support/program.ts';

const SERVING = 'Serving until Ctrl-C.';
let folder = '';
const started: Program[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'up-test-'));
});

afterEach(async () => {
  for (const program of started.splice(0)) {
    program.child.kill('SIGKILL');
    await program.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Its temporary files go into `folder`, where one can see whether they are gone. */
function up(...args: string[]): Program {
  const program = new Program(['up', ...args], { TMPDIR: folder });
  started.push(program);
  return program;
}

describe('asmpvl up', { timeout: 120_000 }, () => {
  it('--once: connects, proves, reports and ends with 0, leaving nothing behind', async () => {
    const program = up('--once', '--profile', 'instant');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    const { out, err } = program;
    expect(err).toBe('');
    // eslint-disable-next-line no-control-regex -- an escape sequence is what must not be there
    expect(out).not.toMatch(/\u001b/);
    expect(out).toMatch(/^ {2}Available {2}ASMPvlConfig default: 2 of 2 links up/m);
    expect(out).toMatch(/^ {2}Running {4}guide: /m);
    expect(out).toMatch(/x509: certificate is valid for [^\n]+, not ep-\S+\.privatelink\.aliyuncs\.com/);
    expect(out).toContain('Pilot channel carries the xDS stream');
    expect(out).toContain('API-server channel answers GET /version');
    const lines = out.trimEnd().split('\n');
    expect(lines.slice(-2)).toEqual([
      `asm kubeconfig: ${program.values('asm kubeconfig')[0]}`,
      `cluster kubeconfig: ${program.values('cluster kubeconfig')[0]}`,
    ]);
    for (const file of [...program.values('asm kubeconfig'), ...program.values('cluster kubeconfig')]) {
      expect(path.isAbsolute(file)).toBe(true);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('serves until Ctrl-C: both kubeconfigs work, are private, and then nothing runs any more', async () => {
    const data = path.join(folder, 'data');
    const program = up('--profile', 'instant', '--data', data);
    await program.says(SERVING);
    const files = [...program.values('asm kubeconfig'), ...program.values('cluster kubeconfig')];
    expect(files).toEqual([path.join(data, 'asm.kubeconfig'), path.join(data, 'cluster-guide.kubeconfig')]);
    const servers: string[] = [];
    for (const file of files) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const kube = await connectKube({ path: file });
      servers.push(kube.server);
      try {
        expect((await kube.transport({ method: 'GET', path: '/api/v1/namespaces/default' })).status).toBe(200);
      } finally {
        await kube.close();
      }
    }
    const { url } = JSON.parse(readFileSync(path.join(data, 'state.json'), 'utf8'));

    const stoppedAt = performance.now();
    program.child.kill('SIGINT');
    expect(await program.ended).toEqual({ code: 130, signal: null });
    expect(performance.now() - stoppedAt).toBeLessThan(2_500);
    expect(program.err).toBe('');
    for (const server of [url, ...servers]) expect(await listens(server)).toBe(false);
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('SIGTERM in the middle ends with 143 and takes the temporary files away', async () => {
    const program = up('--profile', 'realistic');
    await program.says('ASMPvlConfig default is Provisioning');
    program.child.kill('SIGTERM');
    expect(await program.ended).toEqual({ code: 143, signal: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('two clusters in one VPC share one endpoint to Pilot', async () => {
    const [scenario, config] = ['examples/scenarios/shared-vpc.yaml', 'examples/shared-vpc.asmpvlconfig.yaml'];
    const program = up('--once', '--profile', 'instant', '--scenario', scenario, '--config', config);
    expect((await program.ended).code).toBe(0);
    expect(program.out).toContain('4 of 4 links up');
    expect(program.values('cluster kubeconfig')).toHaveLength(2);
    const ways = [...program.out.matchAll(/Pilot channel carries.*\n\s+from \S+ through (ep-\w+)/g)].map(
      ([, id]) => id,
    );
    expect(ways).toHaveLength(2);
    expect(new Set(ways).size).toBe(1);
  });

  it('--once with a wrong zone: the others are connected and proven; ends with 1 and says what to write', async () => {
    const [scenario, config] = ['examples/scenarios/three-clusters.yaml', 'examples/three-clusters.asmpvlconfig.yaml'];
    const program = up('--once', '--profile', 'instant', '--scenario', scenario, '--config', config);
    expect((await program.ended).code).toBe(1);
    expect(program.out.match(/Pilot channel carries/g)).toHaveLength(2);
    expect(program.out.match(/answers GET \/version/g)).toHaveLength(3);
    expect(program.err).toContain('[NotAvailable]');
    expect(program.err).toContain('ZoneNotServed');
    expect(program.err).toContain('vsw-bp1depotzonej0000000');
  });

  it('--once that takes too long ends with 1 and says what is still awaited', async () => {
    const program = up('--once', '--profile', 'realistic', '--timeout', '10');
    expect((await program.ended).code).toBe(1);
    expect(program.err).toContain('[TimedOut]');
    expect(program.err).toMatch(/still awaited: guide API server: Waiting for /);
    expect(readdirSync(folder)).toEqual([]);
  });
});

function listens(url: string): Promise<boolean> {
  const { hostname: host, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: Number(port) });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
