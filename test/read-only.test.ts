/**
 * With config/ram/read-only.json and nothing else every command that only looks does its work, and so does the console; nothing is refused to them. And no action of it is
 * too much: without it one of them says what is not allowed.
 */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resource } from '@asm-privatelink/api/names';
import type { ScenarioInput } from '@asm-privatelink/emulator';
import { parseObject } from '@asm-privatelink/operator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { openWorld, type World } from '../packages/cli/src/testing/world.ts';
import { sample, tell } from './support/exhaustive.ts';
import { allowedBy, grantOf } from './support/least-rights.ts';
import { Program } from './support/program.ts';
import { plain, specOf } from './support/worlds.ts';

const allowed = allowedBy('read-only');
/** Asks whether somebody could write, with dry runs of PrivateLink; and what gives keys to a cluster, without which less is verified. */
const asked =
  /^privatelink:(Create|Update|Delete|Attach|Detach|Add|Remove|Enable|Disable)|^cs:DescribeClusterUserKubeconfig$/;
const SAMPLED = 3;

const key = (id: string, actions: readonly string[]) => ({
  id,
  secret: `secret-of-${id}`,
  user: id,
  allow: grantOf(['read-only'], actions),
});
const without = (action: string) => `without-${action.replace(':', '.')}`;

/** Of every kind something: a Pilot behind an NLB, a cluster whose balancer only its resources name, and one that is no member. */
const oldAndNew: Partial<ScenarioInput> = {
  mesh: { id: 'cmesh', vpc: 'asm', pilot: { id: 'nlb-pilot', type: 'nlb', zones: ['j', 'k'] } },
  clusters: [
    { id: 'ca', name: 'a', vpc: 'a', endpointsConfig: false, apiServer: { id: 'lb-a', zones: ['i'] } },
    { id: 'cb', name: 'b', vpc: 'b', member: false, apiServer: { id: 'lb-b', zones: ['i'] } },
  ],
};

/** Asked only where a cluster names no balancer, which is not among these; test/system/least-rights.test.ts takes it away there. */
const elsewhere = 'slb:DescribeLoadBalancers';
/** One only adds a reason to what is said anyway; without the other one it is only not said early that PrivateLink is not activated. */
const quiet = ['servicemesh:DescribeServiceMeshClusters', 'privatelink:CheckProductOpen'];

let world: World;
let env: Record<string, string>;

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'asmpvl-read-only-'));
  const file = path.join(folder, 'scenario.yaml');
  const less = allowed.map((action) =>
    key(
      without(action),
      allowed.filter((other) => other !== action),
    ),
  );
  const keys = [{ id: 'all', secret: 'secret-of-all' }, key('reader', allowed), ...less];
  writeFileSync(file, stringify(plain(['a', 'b'], (same) => ({ ...same, ...oldAndNew, keys }))));
  world = await openWorld(file);
  await rm(folder, { recursive: true });
  await world.connect();
  await world.client.mergePatch(
    { ...resource, parse: parseObject },
    { name: resource.objectName },
    { spec: specOf('a', 'b') },
  );
  const { url, region, kubeconfigs } = world.places;
  env = { ASMPVL_CLOUD_ENDPOINT: url, ASMPVL_REGION: region, KUBECONFIG: kubeconfigs.asm };
}, 60_000);
afterAll(() => world?.close());

const keyed = (id: string) => ({ ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: `secret-of-${id}` });

/** All that it said. */
type Look = (id: string) => Promise<string>;

const command =
  (...words: string[]): Look =>
  async (id) => {
    const { code, out, err } = await world.asmpvl(
      words.map((word) => (word === 'FILE' ? world.places.configFile : word)),
      {
        env: keyed(id),
      },
    );
    return `${code}\n${out}\n${err}`;
  };

/** Everything of the mesh and its objects that the console's API answers. */
const theConsole: Look = async (id) => {
  const program = new Program(['console', '--port', '0'], { ...env, ...keyed(id) });
  try {
    await program.says('Serving until Ctrl-C.', 'err');
    const get = async (route: string) => (await fetch(`${program.values('console')[0]}api/${route}`)).text();
    const first = (list: string) => String(Object(Object(JSON.parse(list))['items']?.[0])['id'] ?? 'none');
    const [services, endpoints] = [await get('services'), await get('endpoints')];
    const one = [await get(`services/${first(services)}`), await get(`endpoints/${first(endpoints)}`)];
    return [services, endpoints, ...one, await get('configuration'), await get('clusters')].join('\n');
  } finally {
    program.child.kill('SIGTERM');
    await program.ended;
  }
};

const looks: Readonly<Record<string, Look>> = {
  init: command('init', '--file', '-'),
  check: command('check', 'FILE'),
  plan: command('plan', 'FILE'),
  'plan against nothing': command('plan', 'FILE', '--against', 'empty'),
  status: command('status', '-o', 'wide'),
  'san show': command('san', 'show'),
  verify: command('verify'),
  topology: command('topology'),
  diagnose: command('diagnose'),
  'the console': theConsole,
};

interface Call {
  readonly product: string;
  readonly action: string;
  readonly outcome: string;
}

async function callsOf(id: string): Promise<(Call & { name: string })[]> {
  const answer = await fetch(`${world.places.url}/-/ledger?limit=10000&caller=${id}`);
  const { items } = (await answer.json()) as { items: Call[] };
  return items.map((each) => ({ ...each, name: `${each.product}:${each.action}` }));
}

describe('with the policy for looking alone', () => {
  const callers = new Map<string, string>();

  it.each(Object.keys(looks))(
    '%s is refused nothing',
    async (name) => {
      const before = (await callsOf('reader')).length;
      const said = (await looks[name]?.('reader')) ?? '';
      const calls = (await callsOf('reader')).slice(before);
      const refused = calls.filter(({ outcome }) => /Forbidden|NoPermission/.test(outcome)).map((call) => call.name);
      expect(refused.filter((each) => !asked.test(each))).toEqual([]);
      expect(said).not.toMatch(/^[25]\n|is not allowed/);
      const first = calls.filter((call) => allowed.includes(call.name) && !callers.has(call.name));
      for (const call of first) callers.set(call.name, name);
    },
    60_000,
  );

  it('each action of it is called by one of them', () => {
    expect([...callers.keys(), elsewhere].sort()).toEqual(allowed);
  });

  it('without any one action, the one that calls it says so', async () => {
    const all = [...callers.keys()].sort();
    const tried = sample(all, SAMPLED, all.length);
    let told = 0;
    for (const action of tried) {
      const said = (await looks[callers.get(action) ?? '']?.(without(action))) ?? '';
      const refused = (await callsOf(without(action))).filter(({ outcome }) => /Forbidden|NoPermission/.test(outcome));
      expect
        .soft(
          refused.map(({ name }) => name),
          action,
        )
        .toContain(action);
      const says =
        quiet.includes(action) ||
        said.includes(action.split(':')[1] ?? '') ||
        /not allowed|NoPermission|Forbidden|may not/.test(said);
      expect.soft(says, `${action}, ${callers.get(action)}:\n${said}`).toBe(true);
      if (says) told += 1;
    }
    tell('policy read-only, without one action', told, tried.length, all.length);
  }, 300_000);
});
