/** What goes wrong before anything can be done: one clear message each, the remedy, the exit code, no stack. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

interface Case {
  readonly words: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly keys?: Readonly<Record<string, string | undefined>>;
  readonly exit: number;
  readonly code: string;
  /** What the remedy names. */
  readonly now: string;
}

const KEY = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';
const example = 'examples/asmpvlconfig.yaml';
const plan = `plan ${example}`;

const each = (all: readonly string[], rest: Omit<Case, 'words'>): Case[] => all.map((words) => ({ words, ...rest }));

const table: readonly Case[] = [
  { words: 'stauts', exit: 2, code: 'CommandUnknown', now: 'Did you mean status?' },
  { words: 'status --wacth', exit: 2, code: 'FlagUnknown', now: '--watch' },
  { words: 'status --output', exit: 2, code: 'ValueMissing', now: 'asmpvl status --help' },
  { words: 'status --output xml', exit: 2, code: 'ValueInvalid', now: 'text, json, yaml, wide' },
  { words: 'plan', exit: 2, code: 'ArgumentMissing', now: 'asmpvl plan --help' },
  { words: 'verify --tries many', exit: 2, code: 'ValueInvalid', now: 'whole number' },
  { words: 'san remove', exit: 2, code: 'ValueInvalid', now: 'show, add, verify' },
  { words: 'plan examples', exit: 2, code: 'FileUnreadable', now: 'Name a file' },
  ...each(
    ['check', 'plan', 'apply'].map((name) => `${name} no-such-file.yaml`),
    { exit: 2, code: 'FileUnreadable', now: 'Name a file' },
  ),
  ...each(['status', `apply ${example}`, 'san show', 'verify', 'topology', 'diagnose'], {
    env: { KUBECONFIG: 'no-such-kubeconfig' },
    exit: 2,
    code: 'KubeconfigMissing',
    now: '--kubeconfig',
  }),
  ...each(['init --file -', `check ${example}`, plan], {
    keys: { [KEY]: undefined, [SECRET]: undefined },
    exit: 5,
    code: 'CredentialsMissing',
    now: '--profile',
  }),
  { words: plan, keys: { [KEY]: 'LTAI-other' }, exit: 5, code: 'InvalidAccessKeyId.NotFound', now: KEY },
  { words: plan, keys: { [SECRET]: 'wrong' }, exit: 5, code: 'SignatureDoesNotMatch', now: SECRET },
  { words: plan, keys: { [TOKEN]: 'old' }, exit: 5, code: 'InvalidSecurityToken.MismatchWithAccessKey', now: TOKEN },
  ...each([plan, 'init --file -'], {
    env: { ASMPVL_REGION: 'cn-beijing' },
    exit: 2,
    code: 'MeshUnclear',
    now: 'Correct the region',
  }),
  { words: plan, env: { ASMPVL_REGION: undefined }, exit: 2, code: 'RegionMissing', now: '--region' },
  {
    words: plan,
    env: { ASMPVL_CLOUD_ENDPOINT: 'http://127.0.0.1:9' },
    exit: 6,
    code: 'ECONNREFUSED',
    now: '--cloud-endpoint',
  },
];

describe('what is wrong from the start', () => {
  it.each(table)('$words $env $keys: $code', async ({ words, env = {}, keys = {}, exit, code, now }) => {
    const ran = await withKeys(keys, () => world.asmpvl(words.split(' '), { env }));
    expect(ran.code).toBe(exit);
    expect(ran.out).toBe('');
    const [what = '', ...rest] = ran.err.trimEnd().split('\n');
    expect(what).toMatch(/^asmpvl: /);
    expect(what.endsWith(` [${code}]`), what).toBe(true);
    const remedy = rest.at(-1) ?? '';
    expect(remedy).toMatch(/^ {2}now: {3}/);
    expect(remedy).toContain(now);
    expect(rest.length).toBeLessThanOrEqual(2);
  });
});

describe('a read that is not allowed', () => {
  it('is named by its permission in a check, and the rest goes on', async () => {
    const denied = { action: 'privatelink:ListVpcEndpoints', effect: { kind: 'error', code: 'Forbidden.RAM' } };
    const placed = await inspect('POST', 'faults', denied);
    try {
      const { code, out } = await world.asmpvl(['check', example]);
      expect(code).toBe(3);
      expect(out).toContain('✗ privatelink:ListVpcEndpoints: is not allowed');
      expect(out).toContain('✓ PrivateLink: 12 of 12 writes are allowed');
    } finally {
      await inspect('DELETE', `faults/${String(Object(placed)['id'])}`);
    }
  });
});

async function inspect(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${world.places.url}/-/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.ok, text).toBe(true);
  return text === '' ? undefined : JSON.parse(text);
}

/** The official SDK reads its credentials from the process: set for one run, and put back. */
async function withKeys<T>(changes: Readonly<Record<string, string | undefined>>, run: () => Promise<T>): Promise<T> {
  const before = Object.fromEntries(Object.keys(changes).map((name) => [name, process.env[name]]));
  const put = (values: Readonly<Record<string, string | undefined>>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  put(changes);
  try {
    return await run();
  } finally {
    put(before);
  }
}
