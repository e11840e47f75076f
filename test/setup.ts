/**
 * Before each test file: nothing of this machine's accounts, clusters and home folder is visible, and no socket leaves loopback.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { keepSocketsOnLoopback } from './loopback.ts';

const foreign = /^(OTEL_|ALIBABA_CLOUD_|ALIBABACLOUD_|KUBERNETES_|(HTTP|HTTPS|ALL|NO)_PROXY$)|^KUBECONFIG$/i;

for (const name of Object.keys(process.env).filter((candidate) => foreign.test(candidate))) {
  delete process.env[name];
}
process.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] = 'true';

const home = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-home-'));
process.env['HOME'] = home;
afterAll(() => rmSync(home, { recursive: true, force: true }));

keepSocketsOnLoopback();
