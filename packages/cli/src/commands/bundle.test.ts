/** `asmpvl diagnose --bundle` on a world in which secrets stand wherever one can: none is in the archive, and what stands beside each of them is. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { leaseName } from '@asm-privatelink/api';
import { resource } from '@asm-privatelink/api/names';
import { guide } from '@asm-privatelink/emulator';
import { parseObject } from '@asm-privatelink/operator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { openWorld, type World } from '../testing/world.ts';

/** Each of another form, and each is one that no rule knows beforehand. */
const secrets = {
  annotated: 'Gk4mQv81TzWs',
  secretData: 'Hw7nYc52RxLd',
  header: 'Jp3bUf69KqNe',
  token: 'Mt8dXa24VyGh',
  query: 'Sc5rEz93BwPk',
  cluster: 'Xn6tLj17DvQm',
  key: 'MIIEvgIBADANBgkqhkiG9wq5',
  proxy: 'Ld9vRs38HcFy',
  environment: 'Qb2wTg75MzKx',
  password: 'Vf4kNy86JpSa two words',
  log: 'Yr7hCd41WtEb',
  aliyun: 'Bz3xPm59GnUj',
  official: 'Kw7pTf62RnVd',
};
const pem = `-----BEGIN PRIVATE KEY-----\n${secrets.key}\n-----END PRIVATE KEY-----`;

let world: World;
let env: Record<string, string>;
let archive: string;
const at = (name: string) => path.join(world.folder, name);

/** What is in the archive, by the tar of this machine. */
function unpacked(file: string): Map<string, string> {
  const folder = `${file}.d`;
  mkdirSync(folder, { recursive: true });
  expect(spawnSync('tar', ['-xzf', file, '-C', folder], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  const names = spawnSync('tar', ['-tzf', file], { encoding: 'utf8' }).stdout.trim().split('\n');
  return new Map(names.map((name) => [path.basename(name), readFileSync(path.join(folder, name), 'utf8')]));
}

beforeAll(async () => {
  const scenario = structuredClone(guide);
  const [cluster] = scenario.clusters ?? [];
  if (cluster === undefined) throw new Error('the guide has a cluster');
  cluster.name = `kept-name token=${secrets.cluster}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'bundle-test-'));
  const scenarioFile = path.join(folder, 'scenario.yaml');
  writeFileSync(scenarioFile, stringify(scenario));
  world = await openWorld(scenarioFile);
  rmSync(folder, { recursive: true });
  await world.connect();

  const { client, places } = world;
  const configs = { ...resource, parse: parseObject };
  const leftBehind = JSON.stringify({ kind: 'Secret', data: { any: secrets.secretData }, kept: 'kept-in-json' });
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': leftBehind,
    'example.com/note': `kept-note password: ${secrets.annotated}`,
    'example.com/api-token': secrets.token,
  };
  await client.mergePatch(configs, { name: 'default' }, { metadata: { annotations } });
  const events = { group: '', version: 'v1', plural: 'events', kind: 'Event', parse: parseObject };
  await client.create(
    events,
    { namespace: 'default' },
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'planted', namespace: 'default' },
      involvedObject: { kind: resource.kind, name: 'default' },
      reason: 'Planted',
      message: `kept-event Authorization: Bearer ${secrets.header}`,
      type: 'Normal',
    },
  );
  const leases = { group: 'coordination.k8s.io', version: 'v1', plural: 'leases', kind: 'Lease', parse: parseObject };
  const holder = `kept-holder http://127.0.0.1/?Action=A&Signature=${secrets.query}%3D&AccessKeyId=LTAI5t${secrets.query}`;
  await client.create(
    leases,
    { namespace: 'default' },
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: leaseName, namespace: 'default' },
      spec: { holderIdentity: holder, leaseDurationSeconds: 15 },
    },
  );
  const log = [
    JSON.stringify({ msg: 'kept-log', headers: { authorization: `acs LTAI5t${secrets.log}:${secrets.log}` } }),
    JSON.stringify({ body: JSON.stringify({ client_key: pem, password: secrets.password }) }),
    pem,
    `apiVersion: v1\nkind: Secret\ndata:\n  any: ${secrets.log}\nmetadata: kept-manifest`,
    `key ${places.key.secret} and ${Buffer.from(places.key.secret).toString('base64')} of ${places.key.id}`,
    readFileSync(places.kubeconfigs.asm, 'utf8'),
    `bare ${secrets.environment} ${secrets.aliyun} ${secrets.official}`,
  ];
  writeFileSync(at('operator.log'), `${log.join('\n')}\nkept-end\n`);
  mkdirSync(at('.aliyun'));
  writeFileSync(
    at('.aliyun/config.json'),
    JSON.stringify({ profiles: [{ name: 'x', access_key_secret: secrets.aliyun }] }),
  );
  mkdirSync(at('.alibabacloud'));
  writeFileSync(at('.alibabacloud/credentials'), `# mine: x\n[default]\naccess_key_secret = "${secrets.official}"\n`);
  env = {
    HOME: world.folder,
    ALIBABA_CLOUD_ACCESS_KEY_ID: places.key.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: places.key.secret,
    ALIBABACLOUD_SECURITY_TOKEN: secrets.environment,
    NO_PROXY: `kept-proxy //me:${secrets.proxy}@proxy`,
  };
  archive = at('bundle.tar.gz');
}, 60_000);

afterAll(() => world.close());

const bundle = (...words: string[]) => world.asmpvl(['diagnose', '--bundle', ...words], { env });

describe('asmpvl diagnose --bundle', { timeout: 60_000 }, () => {
  it('writes everything that the diagnosis stands on, for its owner alone, and ends as the diagnosis does', async () => {
    const { code, out, err } = await bundle(archive, '--log', at('operator.log'));
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(/^Wrote \S+bundle\.tar\.gz \(\d+ bytes\)/) });
    expect(out).toContain('CertificateNameMissing');
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    const files = unpacked(archive);
    expect([...files.keys()]).toEqual([
      'README.md',
      'diagnosis.txt',
      'diagnosis.json',
      'status.txt',
      'plan.txt',
      'plan.json',
      'cloud.json',
      'config.yaml',
      'events.yaml',
      'lease.yaml',
      'api-server.json',
      'asmpvl.json',
      'operator.log',
    ]);
    const index = [...files.keys()].filter((name) => files.get('README.md')?.includes(`- ${name}: `));
    expect(index).toEqual([...files.keys()].slice(1));
    expect(files.get('diagnosis.txt')).toContain('CertificateNameMissing');
    expect(JSON.parse(files.get('cloud.json') ?? '')).toMatchObject({ services: [{}, {}], endpoints: [{}, {}] });
    expect(files.get('api-server.json')).toContain('gitVersion');
  });

  it('has none of the secrets in its bytes, in no spelling, and what stands beside them', () => {
    const files = unpacked(archive);
    const kubeconfig = readFileSync(world.places.kubeconfigs.asm, 'utf8');
    const keyData = /client-key-data: (\S+)/.exec(kubeconfig)?.[1] ?? '';
    expect(keyData.length).toBeGreaterThan(100);
    const planted = [...Object.values(secrets), world.places.key.secret, world.places.key.id, keyData];
    const bytes = gunzipSync(readFileSync(archive)).toString('latin1');
    for (const secret of planted) {
      const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
      const spellings = [secret, secret.slice(0, 12), encodeURIComponent(secret), base64];
      expect(spellings.filter((each) => bytes.includes(each))).toEqual([]);
    }
    // Each place did come into the archive: without its secret.
    expect(files.get('config.yaml')).toMatch(/kept-note password: REMOVED/);
    expect(files.get('config.yaml')).toContain('kept-in-json');
    expect(files.get('config.yaml')).toMatch(/example\.com\/api-token: REMOVED/);
    expect(files.get('events.yaml')).toMatch(/kept-event Authorization: REMOVED/);
    expect(files.get('lease.yaml')).toMatch(/kept-holder \S+Signature=REMOVED&AccessKeyId=REMOVED/);
    expect(files.get('cloud.json')).toContain('kept-name token=REMOVED');
    expect(files.get('asmpvl.json')).toContain('kept-proxy //REMOVED@proxy');
    expect(files.get('operator.log')).toMatch(/kept-log[^]*kept-manifest[^]*kept-end/);
  });

  it('takes the place of no file that is there, unless that is wished', async () => {
    const before = readFileSync(archive);
    expect(await bundle(archive)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('[FileExists]') });
    expect(readFileSync(archive)).toEqual(before);
    writeFileSync(at('mine'), 'mine', { mode: 0o644 });
    expect((await bundle(at('mine'), '--force')).code).toBe(3);
    expect(statSync(at('mine')).mode & 0o777).toBe(0o600);
    expect(unpacked(at('mine')).get('README.md')).toContain('diagnosis.txt');
  });

  it('is written also where there is no diagnosis, and says why', async () => {
    const { code, err } = await world.asmpvl(['diagnose', '--bundle', at('none.tar.gz')], {
      env: { ...env, ASMPVL_CLOUD_ENDPOINT: 'http://127.0.0.1:1' },
    });
    expect(code).toBe(6);
    expect(err).toMatch(/^Wrote [^]*ECONNREFUSED/);
    const files = unpacked(at('none.tar.gz'));
    expect(files.get('README.md')).toMatch(/- diagnosis\.txt: not there\. .*\[\w+\]/);
    expect(files.get('config.yaml')).toContain('kind: ASMPvlConfig');
  });

  it.each([
    ['a log without a bundle', ['diagnose', '--log', 'x'], 'FlagAlone'],
    ['a log that is not there', ['diagnose', '--bundle', 'never.tar.gz', '--log', '/nowhere'], 'FileUnreadable'],
    ['a folder that is not there', ['diagnose', '--bundle', '/nowhere/x.tar.gz'], 'FileUnwritable'],
  ])('refuses %s', async (_, words, reason) => {
    const { code, err } = await world.asmpvl(words, { env });
    expect(err).toContain(`[${reason}]`);
    expect([1, 2]).toContain(code);
    expect(existsSync('never.tar.gz')).toBe(false);
  });
});
