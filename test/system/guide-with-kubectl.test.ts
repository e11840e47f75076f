/** The guide's steps, typed by a user of kubectl: our API server over TLS, the operator beside it, the emulated cloud behind it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { customResourceDefinition } from '@asm-privatelink/api';
import { type ApiServer, startApiServer } from '@asm-privatelink/apiserver';
import { guide, systemClock } from '@asm-privatelink/emulator';
import { connectKube, type KubeConnection } from '@asm-privatelink/operator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findKubectl, kubectlWith, type Ran } from '../support/kubectl.ts';
import { Stage } from '../support/stage.ts';

const program = findKubectl();
const example = path.resolve(import.meta.dirname, '../../examples/asmpvlconfig.yaml');

describe.skipIf(program === undefined)('the guide, with kubectl', () => {
  let home: string;
  let server: ApiServer;
  let connection: KubeConnection;
  let stage: Stage;
  let kubectl: (...args: string[]) => Promise<Ran>;

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-guide-'));
    server = await startApiServer();
    const kubeconfig = path.join(home, 'kubeconfig');
    await writeFile(kubeconfig, server.kubeconfig, { mode: 0o600 });
    await writeFile(path.join(home, 'crd.json'), JSON.stringify(customResourceDefinition()));
    kubectl = kubectlWith(program ?? '', kubeconfig, home);
    connection = await connectKube({ path: kubeconfig });
    const clock = systemClock(10);
    stage = new Stage({ scenario: guide, clock, kube: { transport: connection.transport, close: connection.close } });
    expect(await kubectl('apply', '-f', path.join(home, 'crd.json'))).toMatchObject({ code: 0 });
    expect(
      await kubectl('wait', '--for=condition=Established', 'crd/asmpvlconfigs.istio.alibabacloud.com'),
    ).toMatchObject({ code: 0 });
    stage.start();
  });

  afterAll(async () => {
    await stage.close();
    await connection.close();
    await server.close();
    await rm(home, { recursive: true, force: true });
  });

  it('applies the file, waits, and shows the status of the guide', async () => {
    expect(await kubectl('apply', '-f', example)).toMatchObject({
      stdout: 'asmpvlconfig.istio.alibabacloud.com/default created\n',
    });
    expect(await kubectl('wait', '--for=condition=Ready', 'asmpvlconfig/default', '--timeout=60s')).toMatchObject({
      stdout: 'asmpvlconfig.istio.alibabacloud.com/default condition met\n',
    });
    const { stdout } = await kubectl('get', 'asmpvlconfig', 'default', '-o', 'yaml');
    for (const line of [
      'connectionStatus: Connected',
      'domainName: ep-',
      'name: com.aliyuncs.privatelink.cn-hangzhou.epsrv-',
      'status: Available',
    ]) {
      expect(stdout).toContain(line);
    }
    const table = await kubectl('get', 'asmpvlconfig');
    expect(table.stdout).toMatch(/^NAME +STATUS +CLUSTERS +READY +AGE\ndefault +Available +1\/1 +True +\S+\n$/);
  });

  it('describes, explains and patches', async () => {
    const described = await kubectl('describe', 'asmpvlconfig', 'default');
    expect(described.stdout).toContain('Connection Status:  Connected');
    // Events are written behind the status.
    await vi.waitFor(async () => {
      const { stdout } = await kubectl('describe', 'asmpvlconfig', 'default');
      expect(stdout).toMatch(/Events:[\s\S]*Created[\s\S]*Available/);
    }, 20_000);
    const explained = await kubectl('explain', 'asmpvlconfig.spec');
    expect(explained.stdout).toContain('ackVpcEndpoint');
    expect(explained.stdout).toContain('asmVpcEndpoint');
    const refused = await kubectl(
      'patch',
      'asmpvlconfig',
      'default',
      '--type=merge',
      '-p',
      '{"spec":{"asmVpcEndpoint":{"vSwitches":[]}}}',
    );
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('spec.asmVpcEndpoint.vSwitches');
    const patched = await kubectl(
      'patch',
      'asmpvlconfig',
      'default',
      '--type=merge',
      '-p',
      '{"metadata":{"labels":{"a":"b"}}}',
    );
    expect(patched.stdout).toBe('asmpvlconfig.istio.alibabacloud.com/default patched\n');
  });

  it('refuses another name and malformed YAML with the place', async () => {
    const manifest = await readFile(example, 'utf8');
    const other = path.join(home, 'other.yaml');
    await writeFile(other, manifest.replace('name: default', 'name: other'));
    const named = await kubectl('apply', '-f', other);
    expect(named.stderr).toContain('metadata.name: Unsupported value: "other": supported values: "default"');
    const broken = path.join(home, 'broken.yaml');
    await writeFile(broken, manifest.replace('spec:', 'spec: ['));
    expect((await kubectl('apply', '-f', broken)).stderr).toContain('error parsing');
  });

  it('returns from delete only when the cloud is empty of ours', async () => {
    expect(stage.emulator.world.endpoints.size).toBe(2);
    const deleted = await kubectl('delete', 'asmpvlconfig', 'default', '--timeout=60s');
    expect(deleted.code).toBe(0);
    expect(stage.emulator.world.endpoints.size).toBe(0);
    expect(stage.emulator.world.services.size).toBe(0);
  });
});
