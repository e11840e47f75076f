/** The reading commands and apply as a whole: the built program in processes of its own, on a world that `asmpvl up` serves. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program } from './support/program.ts';

const EXAMPLE = 'examples/asmpvlconfig.yaml';
const folder = mkdtempSync(path.join(tmpdir(), 'cli-test-'));
let world: Program;
let env: Record<string, string> = {};

beforeAll(async () => {
  world = new Program(['up', '--profile', 'instant', '--data', folder]);
  await world.says('Serving until Ctrl-C.');
  const lines = readFileSync(path.join(folder, 'env.sh'), 'utf8').matchAll(/^export (\w+)='([^']*)'$/gm);
  env = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
  // The operator looks at the mesh's members once more: then there is nothing left to be said.
  const watching = new Program(['status', '--watch', '--output', 'json'], env);
  await watching.says('"notes":[]');
  watching.child.kill('SIGINT');
  await watching.ended;
}, 120_000);

afterAll(async () => {
  world.child.kill('SIGINT');
  await world.ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A variable that is `undefined` is taken away. */
async function asmpvl(args: readonly string[], changes: Record<string, string | undefined> = {}): Promise<Ran> {
  const given = Object.entries({ ...env, ...changes }).filter(
    (each): each is [string, string] => each[1] !== undefined,
  );
  const program = new Program(args, Object.fromEntries(given));
  const { code } = await program.ended;
  return { code, out: normalised(program.out), err: normalised(program.err) };
}

/** What differs from one run to the next has a name in its place. */
function normalised(text: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replace(/\bepsrv-bp1\w+/g, 'EPSRV')
    .replace(/\bep-bp1\w+/g, 'EP')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/request [0-9A-F-]{36}/gi, 'request ID')
    .replace(/ +$/gm, '');
}

function file(name: string, text: string): string {
  const where = path.join(folder, name);
  writeFileSync(where, text);
  return where;
}

const example = () => readFileSync(EXAMPLE, 'utf8');

describe('asmpvl on a world that runs', { timeout: 60_000 }, () => {
  it('status', async () => {
    expect(await asmpvl(['status'])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "✓ Available  ASMPvlConfig default · 2 of 2 links up · status by asm-privatelink

        CLUSTER        CHANNEL     SERVICE     ENDPOINT    CONNECTION     ZONES
        cab9ace2…f1d7  API server  ✓ Active    ✓ Active    ✓ Connected    i
                       Pilot       ✓ Active    ✓ Active    ✓ Connected    j
      ",
      }
    `);
  });

  it('status -o wide', async () => {
    expect((await asmpvl(['status', '-o', 'wide'])).out.replace(/ {2,}/g, '  ')).toMatchInlineSnapshot(`
      "CLUSTER  CHANNEL  SERVICE  STATUS  ENDPOINT  STATUS  CONNECTION  ZONES  REASON  DOMAIN
      cab9ace222210457a83f09fcd42e9f1d7  API server  EPSRV  Active  EP  Active  Connected  cn-hangzhou-i  Available  EP.EPSRV.cn-hangzhou.privatelink.aliyuncs.com
      cab9ace222210457a83f09fcd42e9f1d7  Pilot  EPSRV  Active  EP  Active  Connected  cn-hangzhou-j  Available  EP.EPSRV.cn-hangzhou.privatelink.aliyuncs.com
      "
    `);
  });

  it('status -o json and yaml say the same', async () => {
    const [json, yaml] = await Promise.all([asmpvl(['status', '-o', 'json']), asmpvl(['status', '-o', 'yaml'])]);
    const { parse } = await import('yaml');
    expect(parse(yaml.out)).toEqual(JSON.parse(json.out));
    expect(JSON.parse(json.out)).toMatchObject({ status: 'Available', health: 'good', linksUp: 2, links: 2 });
  });

  it('plan against what is there', async () => {
    expect(await asmpvl(['plan', EXAMPLE])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "Plan for mesh c08c1e5a7d2b94f6380e1c7d5a9b2f4e6, from what is there now: nothing to do

      Cost
        2 endpoint zones, as now: USD 0.02 (CNY 0.14) an hour
        List prices, from the vendor's pricing pages: USD 0.01 or CNY 0.07 for each zone of an endpoint an hour,
        part hours rounded up, and USD 0.01 or CNY 0.07 for each GB through it. Yours may differ.
      ",
      }
    `);
  });

  it('plan against nothing', async () => {
    expect((await asmpvl(['plan', EXAMPLE, '--against', 'empty'])).out).toMatchInlineSnapshot(`
      "Plan for mesh c08c1e5a7d2b94f6380e1c7d5a9b2f4e6, from nothing: 8 steps in 5 stages

         1 ┌ ▸ make the security group of our endpoints in vpc-bp1asm00000000000guide CreateSecurityGroup
           │ ▸ make an endpoint service in front of lb-bp1apiserver000000gd      CreateVpcEndpointService
           │ ▸ make the security group of our endpoints in vpc-bp1ack00000000000guide CreateSecurityGroup
           └ ▸ make an endpoint service in front of lb-bp1pilot0000000000gd      CreateVpcEndpointService
         2 ┌ ▸ let the VPC's own addresses in to 6443/6443                         AuthorizeSecurityGroup
           │ ◌ wait for the endpoint service to be Active
           │ ▸ let the VPC's own addresses in to 15011/15011, 15012/15012, 15017/15017 AuthorizeSecurityGroup
           └ ◌ wait for the endpoint service to be Active
         3 ┌ ▸ make an endpoint in vpc-bp1asm00000000000guide, in cn-hangzhou-i         CreateVpcEndpoint
           └ ▸ make an endpoint in vpc-bp1ack00000000000guide, in cn-hangzhou-j         CreateVpcEndpoint
         4 ┌ ◌ wait for the endpoint to be Active
           └ ◌ wait for the endpoint to be Active
         5 ┌ ◌ wait for the connection to be Connected
           └ ◌ wait for the connection to be Connected

      Interrupted
        ! api-server/cab9ace222210457a83f09fcd42e9f1d7: not by this, but after it: its new domain name has
          to go into the certificate of cluster cab9ace222210457a83f09fcd42e9f1d7, whose API server
          restarts for that

      Cost
        0 endpoint zones now, 2 after: USD 0.00 (CNY 0.00) an hour → USD 0.02 (CNY 0.14) an hour
        List prices, from the vendor's pricing pages: USD 0.01 or CNY 0.07 for each zone of an endpoint an hour,
        part hours rounded up, and USD 0.01 or CNY 0.07 for each GB through it. Yours may differ.
      "
    `);
  });

  it('plan as a picture is one SVG with a box for every node', async () => {
    const [picture, json] = await Promise.all([
      asmpvl(['plan', EXAMPLE, '--against', 'empty', '-o', 'svg']),
      asmpvl(['plan', EXAMPLE, '--against', 'empty', '-o', 'json']),
    ]);
    const nodes: unknown[] = JSON.parse(json.out).groups.flat();
    expect(picture.out.match(/<rect x=/g)).toHaveLength(nodes.length);
    expect(picture.out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('check', async () => {
    expect(await asmpvl(['check', EXAMPLE])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "schema
        ✓ the whole file: fits the schema
      kubernetes
        ✓ the API server: https://127.0.0.1:PORT/ knows ASMPvlConfig, and you may apply one
      mesh
        ✓ c08c1e5a7d2b94f6380e1c7d5a9b2f4e6: is in cn-hangzhou, vpc-bp1asm00000000000guide, its Pilot
          behind lb-bp1pilot0000000000gd
      activation
        ✓ PrivateLink: is activated for this account
      cluster
        ✓ cab9ace222210457a83f09fcd42e9f1d7: guide is running in vpc-bp1ack00000000000guide, as a member
          of the mesh running
      certificates
        ✓ cab9ace222210457a83f09fcd42e9f1d7: its API-server certificate can take the endpoint’s domain
          name
      link
        ✓ api-server/cab9ace222210457a83f09fcd42e9f1d7: is up
        ✓ pilot/vpc-bp1ack00000000000guide: is up
      groups
        ✓ security groups of the endpoints: are as they should be
      quotas
        ✓ endpoint services of the account: 2/200 used (the limit is the default one)
      permissions
        ✓ PrivateLink: 12 of 12 writes are allowed, by dry run
        ? ECS: whether security groups may be made, changed and deleted cannot be asked beforehand: these
          calls know no dry run
            → See that the RAM policy has ecs:CreateSecurityGroup, ecs:AuthorizeSecurityGroup,
            ecs:RevokeSecurityGroup, ecs:DeleteSecurityGroup.

      examples/asmpvlconfig.yaml: 11 passed, 1 not known
      ",
      }
    `);
  });

  it('check names the file, the line and the column of what is wrong, and ends with 3', async () => {
    const bad = file('bad.yaml', example().replace('zoneId: cn-hangzhou-i', 'zoneId: cn-hangzhou-x'));
    const { code, out } = await asmpvl(['check', bad]);
    expect(out).toContain('✗ api-server/cab9ace222210457a83f09fcd42e9f1d7: VSwitchZoneMismatch');
    expect(out.replace(/\s+/g, ' ')).toContain('(FOLDER/bad.yaml:14:17)');
    expect(code).toBe(3);
    expect((await asmpvl(['plan', bad])).code).toBe(3);
  });

  it('check reads YAML as kubectl does: on is true, and no id', async () => {
    const bad = file('on.yaml', example().replace('zoneId: cn-hangzhou-i', 'zoneId: on'));
    const { code, out } = await asmpvl(['check', bad]);
    expect(out.replace(/\s+/g, ' ')).toContain('must be a string, but is a boolean (FOLDER/on.yaml:14:17)');
    expect(code).toBe(3);
  });

  it('diagnose', async () => {
    expect(await asmpvl(['diagnose'])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "✓ Nothing is wrong · mesh c08c1e5a…f4e6 · 2 of 2 channels without a break

      API server of cab9ace222210457a83f09fcd42e9f1d7
        ✓ object  ✓ cloud objects  ✓ zones  ✓ connection  ✓ security group  ✓ dns  ✓ tcp  ✓ tls  ✓ answer

      Pilot, for cab9ace222210457a83f09fcd42e9f1d7
        ✓ object  ✓ cloud objects  ✓ zones  ✓ connection  ✓ security group  ✓ dns  ✓ tcp  ✓ tls  ✓ answer
      ",
      }
    `);
  });

  it('apply ends with what has come about', async () => {
    const { code, out, err } = await asmpvl(['apply', EXAMPLE]);
    expect(out).toContain('ASMPvlConfig default is Available\n✓ Available  ASMPvlConfig default · 2 of 2 links up');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('apply with json keeps talk and data apart', async () => {
    const { out, err } = await asmpvl(['apply', EXAMPLE, '-o', 'json']);
    expect(JSON.parse(out)).toMatchObject({ status: 'Available' });
    expect(err).toContain('ASMPvlConfig default is Available');
  });

  it.skipIf(spawnSync('script', ['--version']).error !== undefined)(
    'apply draws on a terminal and gives the cursor back',
    () => {
      const command = `${process.execPath} dist/asmpvl.js apply ${EXAMPLE}`;
      const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
        encoding: 'utf8',
        env: { ...process.env, ...env, TERM: 'xterm-256color' },
      });
      expect(stdout).toContain('\u001b[?25l');
      expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'));
      expect(stdout).toContain('\u001b[32m✓\u001b[39m');
    },
  );

  it('status --watch goes on until Ctrl-C', async () => {
    const program = new Program(['status', '--watch'], env);
    await program.says('ASMPvlConfig default is Available');
    program.child.kill('SIGINT');
    expect(await program.ended).toEqual({ code: 130, signal: null });
    expect(program.err).toBe('');
  });
});

describe('what cannot be is said once, with the remedy, and no stack', { timeout: 60_000 }, () => {
  const kubeconfig = (change: (text: string) => string) =>
    file(`${Math.random()}.kubeconfig`, change(readFileSync(path.join(folder, 'asm.kubeconfig'), 'utf8')));

  it.each<[string, () => Promise<Ran>, number, string]>([
    ['a file that is not there', () => asmpvl(['plan', 'nowhere.yaml']), 2, 'FileUnreadable'],
    ['a folder', () => asmpvl(['check', 'docs']), 2, 'FileUnreadable'],
    ['no YAML', () => asmpvl(['apply', file('no.yaml', 'a: [')]), 2, 'NotYaml'],
    ['another kind', () => asmpvl(['apply', file('kind.yaml', 'kind: Secret\n')]), 2, 'InvalidSpec'],
    ['no kubeconfig', () => asmpvl(['status'], { KUBECONFIG: undefined }), 2, 'KubeconfigMissing'],
    ['an unknown context', () => asmpvl(['status', '--context', 'none']), 2, 'KubeconfigIncomplete'],
    [
      'no cluster',
      () => asmpvl(['status', '--kubeconfig', kubeconfig((text) => text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'))]),
      6,
      'Unreachable',
    ],
    [
      'credentials that the API server does not take',
      () =>
        asmpvl([
          'status',
          '--kubeconfig',
          kubeconfig((text) =>
            text
              .replace(/^ *(client-(certificate|key)-data): .*\n/gm, '')
              .replace(/^( *)user: *$/gm, '$1user:\n$1  token: wrong'),
          ),
        ]),
      5,
      'Unauthorized',
    ],
    [
      'the kubeconfig of the cluster in place of the mesh’s',
      () => asmpvl(['status', '--kubeconfig', path.join(folder, 'cluster-guide.kubeconfig')]),
      1,
      'KindUnknown',
    ],
    ['no region', () => asmpvl(['plan', EXAMPLE], { ASMPVL_REGION: undefined }), 2, 'RegionMissing'],
    [
      'no credentials',
      () =>
        asmpvl(['plan', EXAMPLE], {
          ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
        }),
      5,
      'CredentialsMissing',
    ],
    [
      'an unknown key',
      () => asmpvl(['plan', EXAMPLE], { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-x' }),
      5,
      'InvalidAccessKeyId.NotFound',
    ],
    [
      'a wrong secret',
      () => asmpvl(['plan', EXAMPLE], { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' }),
      5,
      'SignatureDoesNotMatch',
    ],
    [
      'an expired token',
      () => asmpvl(['plan', EXAMPLE], { ALIBABA_CLOUD_SECURITY_TOKEN: 'old' }),
      5,
      'InvalidSecurityToken',
    ],
    ['a wrong region', () => asmpvl(['plan', EXAMPLE, '--region', 'cn-nowhere']), 2, 'Region'],
    ['no cloud', () => asmpvl(['plan', EXAMPLE], { ASMPVL_CLOUD_ENDPOINT: 'http://127.0.0.1:1' }), 6, 'ECONNREFUSED'],
    ['a profile that is not there', () => asmpvl(['plan', EXAMPLE, '--profile', 'work']), 2, 'ProfileUnusable'],
  ])('%s', async (_, ran, code, word) => {
    const { code: ended, out, err } = await ran();
    expect(err).toContain(word);
    expect(err).toMatch(/^asmpvl: /);
    expect(err).toMatch(/^ {2}now: {3}\S|KUBECONFIG|it has:/m);
    expect(err).not.toMatch(/\n {4}at /);
    expect(out).toBe('');
    expect(ended).toBe(code);
  });

  it('the stack comes with --debug', async () => {
    expect((await asmpvl(['plan', 'nowhere.yaml', '--debug'])).err).toMatch(/\n {4}at /);
  });

  it('a profile of the aliyun CLI gives keys and region; another mode is refused with a way out', async () => {
    mkdirSync(path.join(folder, '.aliyun'), { recursive: true });
    const keys = {
      access_key_id: env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
      access_key_secret: env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    };
    const profiles = [
      { name: 'work', mode: 'AK', ...keys, region_id: 'cn-hangzhou' },
      { name: 'role', mode: 'RamRoleArn', ...keys, region_id: 'cn-hangzhou' },
    ];
    file('.aliyun/config.json', JSON.stringify({ current: 'work', profiles }));
    const without = {
      HOME: folder,
      ASMPVL_REGION: undefined,
      ASMPVL_MESH: undefined,
      ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
    };
    expect((await asmpvl(['plan', EXAMPLE, '--profile', 'work'], without)).out).toContain('nothing to do');
    const refused = await asmpvl(['plan', EXAMPLE, '--profile', 'role'], without);
    expect(refused.err).toContain('ALIBABA_CLOUD_PROFILE=role');
    expect(refused.code).toBe(2);
  });
});
