/** Each circumstance that may befall a command, for every command that it can befall: one message, the remedy, the exit code, nothing on standard output. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './testing/world.ts';

const CLUSTER = 'cab9ace222210457a83f09fcd42e9f1d7';
const example = 'examples/asmpvlconfig.yaml';
let world: World;
const at = (name: string) => path.join(world.folder, name);

beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  const kubeconfig = readFileSync(world.places.kubeconfigs.asm, 'utf8');
  const [, ca = ''] = /certificate-authority-data: (\S+)/.exec(kubeconfig) ?? [];
  const [, otherCa = ''] =
    /certificate-authority-data: (\S+)/.exec(readFileSync(world.places.kubeconfigs.clusters[0] ?? '', 'utf8')) ?? [];
  writeFileSync(at('dead'), kubeconfig.replace(/127\.\d+\.\d+\.\d+:\d+/, '127.0.0.1:1'));
  writeFileSync(at('other-ca'), kubeconfig.replace(ca, otherCa));
  const keyless = kubeconfig.replace(/^ *client-(certificate|key)-data: .*\n/gm, '');
  writeFileSync(at('stranger'), keyless.replace(/^( *)user: *$/gm, '$1user:\n$1  token: wrong'));
  writeFileSync(at('broken.yaml'), 'kind: ASMPvlConfig\nspec:\n\tx: 1\n');
  writeFileSync(at('empty.yaml'), '');
  writeFileSync(at('two.yaml'), 'kind: X\n---\nkind: Y\n');
  writeFileSync(at('list.yaml'), '- a\n');
}, 60_000);
afterAll(() => world.close());

const ofFile = ['check FILE', 'plan FILE', 'apply FILE'];
const ofBoth = ['san show', 'san verify', 'san add --yes', 'verify', 'topology', 'diagnose'];
const ofKube = ['status', 'status --watch', `apply ${example}`, ...ofBoth];
const ofKubeToo = [...ofKube, `handoff ${CLUSTER} --for cluster`];
const ofCloud = [`plan ${example}`, ...ofBoth, `handoff ${CLUSTER} --for cluster`];
const ofCloudToo = [...ofCloud, `check ${example}`, 'init --file -'];

interface Circumstance {
  readonly what: string;
  readonly commands: readonly string[];
  /** In the place of FILE. */
  readonly file?: string;
  readonly env?: () => Readonly<Record<string, string>>;
  /** What every call to the cloud is answered with. */
  readonly fault?: object;
  readonly exit: number;
  /** One of them: of calls that are made at once, any may be refused first, and products have codes of their own. */
  readonly code: string | readonly string[];
  readonly now: RegExp;
}

const error = (code: string) => ({ kind: 'error', code });
const kube = (name: string) => () => ({ KUBECONFIG: at(name) });

const circumstances: readonly Circumstance[] = [
  { what: 'no file', commands: ofFile, file: 'nowhere', exit: 2, code: 'FileUnreadable', now: /Name a file/ },
  { what: 'a folder', commands: ofFile, file: '', exit: 2, code: 'FileUnreadable', now: /Name a file/ },
  { what: 'no YAML', commands: ofFile, file: 'broken.yaml', exit: 2, code: 'NotYaml', now: /Correct the file there/ },
  {
    what: 'an empty file',
    commands: ofFile,
    file: 'empty.yaml',
    exit: 2,
    code: 'NotYaml',
    now: /Write an ASMPvlConfig/,
  },
  { what: 'several documents', commands: ofFile, file: 'two.yaml', exit: 2, code: 'NotYaml', now: /exactly one/ },
  {
    what: 'no object',
    commands: ofFile.slice(1),
    file: 'list.yaml',
    exit: 2,
    code: 'InvalidSpec',
    now: /Correct these/,
  },
  {
    what: 'no API server',
    commands: ofKubeToo,
    env: kube('dead'),
    exit: 6,
    code: 'Unreachable',
    now: /runs and can be reached/,
  },
  {
    what: 'a CA that did not sign',
    commands: ofKubeToo,
    env: kube('other-ca'),
    exit: 6,
    code: 'Unreachable',
    now: /not from the CA/,
  },
  {
    what: 'a token that is not taken',
    commands: ofKubeToo,
    env: kube('stranger'),
    exit: 5,
    code: 'Unauthorized',
    now: /new kubeconfig/,
  },
  {
    what: 'no kubeconfig',
    commands: ofKubeToo,
    env: kube('nowhere'),
    exit: 2,
    code: 'KubeconfigMissing',
    now: /--kubeconfig/,
  },
  {
    what: 'the kubeconfig of the cluster',
    commands: ofKubeToo,
    env: () => ({ KUBECONFIG: world.places.kubeconfigs.clusters[0] ?? '' }),
    exit: 1,
    code: 'KindUnknown',
    now: /that of the cluster/,
  },
  {
    what: 'no cloud',
    commands: ofCloudToo,
    env: () => ({ ASMPVL_CLOUD_ENDPOINT: 'http://127.0.0.1:1' }),
    exit: 6,
    code: 'ECONNREFUSED',
    now: /--cloud-endpoint/,
  },
  {
    what: 'no such region',
    // `init` sees first that the mesh is in another.
    commands: [...ofCloud, `check ${example}`],
    env: () => ({ ASMPVL_REGION: 'cn-nowhere', ASMPVL_MESH: world.facts.mesh.id }),
    exit: 2,
    code: ['RegionNotFound', 'InvalidRegionId.NotFound'],
    now: /--region/,
  },
  {
    what: 'the mesh in another region',
    commands: ofCloudToo.filter((words) => !/^(plan|diagnose|check)/.test(words)),
    env: () => ({ ASMPVL_REGION: 'cn-beijing', ASMPVL_MESH: world.facts.mesh.id }),
    exit: 3,
    code: 'MeshNotFound',
    now: /Correct the mesh or the region/,
  },
  {
    what: 'no such mesh',
    commands: ofCloudToo.filter((words) => !/^(plan|diagnose|check)/.test(words)),
    env: () => ({ ASMPVL_MESH: 'c-wrong' }),
    exit: 3,
    code: 'MeshNotFound',
    now: /Correct the mesh or the region/,
  },
  {
    what: 'a token that ran out',
    commands: ofCloudToo,
    fault: error('InvalidSecurityToken.Expired'),
    exit: 5,
    code: 'InvalidSecurityToken.Expired',
    now: /ALIBABA_CLOUD_SECURITY_TOKEN/,
  },
  {
    what: 'a wrong clock',
    commands: ofCloudToo,
    fault: error('InvalidTimeStamp.Expired'),
    exit: 5,
    code: 'InvalidTimeStamp.Expired',
    now: /Set the clock/,
  },
  {
    what: 'throttled throughout',
    commands: ofCloudToo,
    fault: error('Throttling.User'),
    exit: 6,
    code: 'Throttling.User',
    now: /Wait a little and try again/,
  },
  {
    what: 'a cloud that is out of order',
    commands: ofCloudToo,
    fault: error('ServiceUnavailable'),
    exit: 6,
    code: 'ServiceUnavailable',
    now: /try again/,
  },
  {
    what: 'nothing allowed',
    commands: ofCloud.concat('init --file -'),
    fault: error('Forbidden.RAM'),
    exit: 5,
    code: 'Forbidden.RAM',
    now: /RAM policy/,
  },
];

describe.each(circumstances)('$what', ({ commands, file, env, fault, exit, code, now }) => {
  it.each(commands)('%s', async (words) => {
    const placed =
      fault === undefined ? undefined : await inspect('POST', 'faults', { action: '*', times: 10_000, effect: fault });
    try {
      const given = words.split(' ').map((word) => (word === 'FILE' ? at(file ?? '') : word));
      const ran = await world.asmpvl(given, { env: env?.() ?? {} });
      const [what = '', ...rest] = ran.err
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('Planned without'));
      expect(what).toMatch(/^asmpvl: /);
      expect([code].flat(), ran.err).toContain(/ \[([^\]]+)\]$/.exec(what)?.[1]);
      expect(rest.at(-1)).toMatch(/^ {2}now: {3}\S/);
      expect(rest.at(-1)).toMatch(now);
      expect(rest.length).toBeLessThanOrEqual(2);
      expect(ran.out).toBe('');
      expect(ran.code).toBe(exit);
    } finally {
      if (placed !== undefined) await inspect('DELETE', `faults/${String(Object(placed)['id'])}`);
    }
  });
});

async function inspect(method: string, where: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${world.places.url}/-/${where}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answer.json();
}
