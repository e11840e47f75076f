/** The commands that serve, as a whole: the built program in processes of its own; everything they say, for people and for programs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorSchema } from '../packages/cli/src/operator/schema.ts';
import { cloudSchema } from '../packages/cli/src/serve/cloud-schema.ts';
import { kubeSchema } from '../packages/cli/src/serve/kube-schema.ts';
import { sweepSchema } from '../packages/cli/src/sweep/schema.ts';
import { upSchema } from '../packages/cli/src/up/schema.ts';
import { Program } from './support/program.ts';

let folder = '';
const started: Program[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'serving-test-'));
});

afterEach(async () => {
  for (const program of started.splice(0)) {
    program.child.kill('SIGKILL');
    await program.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], env: Record<string, string> = {}): Program {
  const program = new Program(args, { TMPDIR: folder, ...env });
  started.push(program);
  return program;
}

/** Once it has said so, everything that it has said; and that Ctrl-C ends it. */
async function said(program: Program, text: string | RegExp, where: 'out' | 'err' = 'out') {
  await program.says(text, where);
  program.child.kill('SIGINT');
  expect(await program.ended).toEqual({ code: 130, signal: null });
  return { out: normalised(program.out), err: normalised(program.err) };
}

function normalised(text: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replace(/FOLDER\/asmpvl-\w+/g, 'FOLDER/MADE')
    .replace(/\b(127\.0\.0\.1|localhost):\d+/g, 'HERE')
    .replace(/\bepsrv-bp1\w+/g, 'EPSRV')
    .replace(/\bep-bp1\w+/g, 'EP')
    .replace(/"tookMs": \d+/, '"tookMs": 0')
    .replace(/version: v\S+?(?=")/g, 'version: VERSION')
    .replace(/"(\w+ )?v\d+\.\d+\.\d+[^"]*"/g, '"VERSION"')
    .replace(/ +$/gm, '');
}

describe('what the serving commands say', { timeout: 60_000 }, () => {
  it('cloud', async () => {
    expect(
      await said(start(['cloud', '--product-ports', 'ecs']), /\/-\/openapi\.json|snapshots\)/, 'err'),
    ).toMatchInlineSnapshot(`
      {
        "err": "
      Point an SDK at it: endpoint and protocol HTTP, the access key above; one endpoint serves all products.
        aliyun CLI:
          aliyun privatelink ListVpcEndpoints --RegionId cn-hangzhou --endpoint HERE --insecure \\
            --region cn-hangzhou --mode AK --access-key-id LTAI-test --access-key-secret test-secret
        the operator:
          export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI-test ALIBABA_CLOUD_ACCESS_KEY_SECRET=test-secret
          asmpvl operator --cloud-endpoint http://HERE --region cn-hangzhou --mesh c08c1e5a7d2b94f6380e1c7d5a9b2f4e6 --manage --kubeconfig FILE
        look at it and steer it (world, ledger, clock, faults, snapshots):
          curl http://HERE/-/world
          curl http://HERE/-/openapi.json
        HTTPS is on the same port (RRSA speaks nothing else); the authority to trust is at:
          http://HERE/-/ca.pem

      Serving until Ctrl-C.
      ",
        "out": "endpoint: http://HERE
      region: cn-hangzhou
      access key id: LTAI-test
      access key secret: test-secret
      inspect: http://HERE/-/
      endpoint of ecs: http://HERE
      ",
      }
    `);
  });

  it('cloud for programs', async () => {
    const { out } = await said(start(['cloud', '-o', 'json', '--product-ports', 'ecs']), '\n}\n');
    const data = cloudSchema.strict().parse(JSON.parse(out));
    expect(data).toMatchObject({ region: 'cn-hangzhou', products: { ecs: 'http://HERE' }, takenUp: false });
  });

  it('kube', async () => {
    expect(
      await said(start(['kube', '--kubeconfig', path.join(folder, 'config')]), 'Serving', 'err'),
    ).toMatchInlineSnapshot(`
      {
        "err": "
        kubectl --kubeconfig FOLDER/config explain asmpvlconfig.spec

      Serving until Ctrl-C.
      ",
        "out": "kubeconfig: FOLDER/config
      ",
      }
    `);
  });

  it('kube, operator and sweep for programs', async () => {
    const cloud = start(['cloud', '-o', 'yaml']);
    await cloud.says('takenUp: ');
    const kube = start(['kube', '-o', 'json']);
    await kube.says('\n}\n');
    const { kubeconfig } = kubeSchema.strict().parse(JSON.parse(kube.out));
    const [endpoint = ''] = cloud.values('endpoint');
    const keys = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: cloud.values('accessKeyId')[0] ?? '',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: cloud.values('accessKeySecret')[0] ?? '',
    };
    const where = ['--cloud-endpoint', endpoint, '--region', 'cn-hangzhou', '--mesh', 'cmesh', '-o', 'json'];
    const args = ['--kubeconfig', kubeconfig, '--metrics-address', '127.0.0.1:0'];
    const operator = start(['operator', ...where, ...args], keys);
    const sweep = start(['sweep', ...where], keys);
    const { out, err } = await said(operator, '\n}\n');
    const data = operatorSchema.strict().parse(JSON.parse(out));
    expect(data).toMatchObject({ mode: 'companion', source: 'asm', mesh: 'cmesh', metrics: 'http://HERE' });
    expect(data.settings['certificates']).toEqual({ value: 'report', from: 'default' });
    expect(err).toContain('asmpvl operator, a companion of ASM instance cmesh');
    expect(await sweep.ended).toEqual({ code: 0, signal: null });
    const found = sweepSchema.strict().parse(JSON.parse(sweep.out));
    expect(found).toEqual({ mesh: 'cmesh', region: 'cn-hangzhou', found: [], done: [] });
  });

  it('up for programs: the talk apart, and one document once all is proven', async () => {
    const program = start(['up', '--once', '--profile', 'instant', '-o', 'json']);
    expect(await program.ended).toEqual({ code: 0, signal: null });
    const data = upSchema.strict().parse(JSON.parse(program.out));
    expect(JSON.parse(normalised(JSON.stringify(data, null, 1)))).toMatchInlineSnapshot(`
      {
        "accessKeyId": "LTAI-test",
        "accessKeySecret": "test-secret",
        "clusters": [
          {
            "apiServer": {
              "domainName": "EP.EPSRV.cn-hangzhou.privatelink.aliyuncs.com",
              "endpointId": "EP",
              "proof": {
                "message": "VERSION",
                "ok": true,
              },
              "reason": "Available",
              "up": true,
            },
            "clusterId": "cab9ace222210457a83f09fcd42e9f1d7",
            "member": "Running",
            "pilot": {
              "domainName": "EP.EPSRV.cn-hangzhou.privatelink.aliyuncs.com",
              "endpointId": "EP",
              "proof": {
                "message": "istiod.istio-system.svc answered for Cluster and Listener",
                "ok": true,
              },
              "reason": "Available",
              "up": true,
            },
          },
        ],
        "config": "FOLDER/MADE/asmpvlconfig.yaml",
        "endpoint": "http://HERE",
        "env": "FOLDER/MADE/env.sh",
        "failure": null,
        "kubeconfigs": {
          "clusters": [
            "FOLDER/MADE/cluster-guide.kubeconfig",
          ],
          "mesh": "FOLDER/MADE/asm.kubeconfig",
        },
        "mesh": "c08c1e5a7d2b94f6380e1c7d5a9b2f4e6",
        "region": "cn-hangzhou",
        "status": "Available",
        "tookMs": 0,
      }
    `);
    expect(program.err).toContain('Running');
  });
});
