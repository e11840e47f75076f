/** docs/install.md and docs/upgrade.md as their reader would follow them, on a real API server: every block of shell commands as it stands. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { resource } from '@asm-privatelink/api';
import { createEmulator, systemClock } from '@asm-privatelink/emulator';
import { connectKube } from '@asm-privatelink/operator';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { exhaustive } from './support/exhaustive.ts';
import { findHelm } from './support/helm.ts';
import { findKubectl } from './support/kubectl.ts';
import { grantOf } from './support/least-rights.ts';
import { count, ours } from './support/ours.ts';
import { startPods } from './support/pod.ts';
import { findRealKube, startRealServer } from './support/real-kube.ts';
import { plain, specOf } from './support/worlds.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const [realKube, tools] = [findRealKube(), [findHelm(), findKubectl()]];
const able = exhaustive && realKube !== undefined && !tools.includes(undefined);

/** The blocks of a page in this language, in their order. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(path.join(root, 'docs', page), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, block = '']) => block);
}

it.skipIf(!able)(
  'from a fresh cluster to a link, through an upgrade, and away again, by the docs alone',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-install-'));
    const allow = grantOf(['operator-given']);
    const keys = ['old', 'new'].map((id) => ({ id, secret: `secret-${id}`, user: 'operator', allow }));
    const scenario = plain(['a'], (same) => ({ ...same, keys }));
    const emulator = createEmulator({ scenario, clock: systemClock(), profile: 'fast', strict: true });
    const cloud = await emulator.listen();
    const server = await startRealServer(realKube ?? '', 'full');
    const { transport, close } = await connectKube({ text: server.kubeconfig });
    const running: { child: { kill(signal: NodeJS.Signals): boolean }; ended: Promise<unknown>; err: string }[] = [];
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    const credentials = (key: string) =>
      (blocks('install.md', 'ini')[0] ?? '').replace('…', key).replace('…', `secret-${key}`);

    async function typed(block: string | undefined): Promise<string> {
      const PATH = [...tools.map((tool) => path.dirname(tool ?? '')), process.env['PATH']].join(path.delimiter);
      const env = { PATH, HOME: folder, KUBECONFIG: path.join(folder, 'admin.kubeconfig') };
      const { stdout } = await run('sh', ['-euc', block ?? 'exit 1'], { cwd: folder, env, timeout: 240_000 });
      return stdout;
    }

    try {
      symlinkSync(path.join(root, 'config'), path.join(folder, 'config'));
      write('admin.kubeconfig', server.kubeconfig);
      write('credentials', credentials('old'));
      const values = blocks('install.md', 'yaml')[0] ?? '';
      write(
        'values.yaml',
        values.replace('vpc-of-the-control-plane', 'vpc-asm').replace('lb-in-front-of-pilot', 'lb-pilot'),
      );
      const { apiVersion, kind, objectName: name } = resource;
      write('asmpvlconfig.yaml', stringify({ apiVersion, kind, metadata: { name }, spec: specOf('a') }));

      const [install, link] = blocks('install.md', 'sh');
      const [upgrade, rollback, uninstall] = blocks('upgrade.md', 'sh');
      expect(await typed(install)).toContain(
        'kubectl --namespace asm-privatelink rollout status deployment/pvl-operator',
      );
      const place = { namespace: 'asm-privatelink', name: 'pvl-operator' };
      const here = { ASMPVL_CLOUD_ENDPOINT: cloud.url, ASMPVL_METRICS_ADDRESS: '127.0.0.1:0' };
      const pods = await startPods(place, { transport, kubeconfig: server.kubeconfig }, folder, here);
      running.push(...pods.programs);
      expect(pods.programs).toHaveLength(2);

      expect(await typed(link)).toMatch(/^default +Available +1\/1 +True /m);
      expect(await typed(upgrade)).toContain('STATUS: deployed');
      expect(await typed(rollback)).toContain('Rollback was a success');

      // The key is rotated: the new one into the Secret, then the old one is gone. Nothing is started anew.
      write('credentials', credentials('new'));
      await typed(
        'kubectl -n asm-privatelink create secret generic cloud-keys --from-file=credentials --dry-run=client -o yaml | kubectl apply -f - 2>/dev/null',
      );
      await pods.refresh();
      emulator.world.keys.delete('old');

      const [deletion, ...rest] = (uninstall ?? '').trim().split('\n');
      await typed(deletion);
      expect(count(ours(emulator.world))).toEqual({ services: 0, endpoints: 0, groups: 0 });
      for (const { err } of running) expect(err).not.toMatch(/forbidden|NoPermission/i);
      // With the release go the pods, which a kubelet would end, and their rights.
      for (const { child } of running) child.kill('SIGTERM');
      expect(await typed(rest.join('\n'))).toContain('release "pvl" uninstalled');
    } finally {
      for (const { child } of running) child.kill('SIGKILL');
      await Promise.all(running.map(({ ended }) => ended));
      await close();
      await Promise.all([server.close(), emulator.close()]);
      rmSync(folder, { recursive: true });
    }
  },
  600_000,
);
