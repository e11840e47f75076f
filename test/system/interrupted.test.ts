/**
 * What the operator stands on changes in the middle of making the links: its access key is rotated, its session ends, the API server restarts, its
 * kubeconfig is rotated. It is a process with another one standing by, with the rights that are shipped and no others; it goes on, and nothing is there
 * twice.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ScenarioInput } from '@asm-privatelink/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atWrite } from '../support/at-write.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { grantOf, operatorAccount } from '../support/least-rights.ts';
import { born, count, ours } from '../support/ours.ts';
import { type Outside, type OutsideKube, openOutside, realKubeWithLeastRights } from '../support/outside.ts';
import { findRealKube } from '../support/real-kube.ts';
import { boundKubeconfigOf } from '../support/service-account.ts';
import { plain, specOf } from '../support/worlds.ts';

const ONCE = { services: 3, endpoints: 4, groups: 3 };
const NONE = { services: 0, endpoints: 0, groups: 0 };
const LIMIT_MS = 120_000;
const PROVIDER = 'acs:ram::1234567890123456:oidc-provider/ack-rrsa';
const ROLE = 'acs:ram::1234567890123456:role/operator';

const allow = grantOf(['operator']);
const world: ScenarioInput = plain(['a', 'b'], (scenario) => ({
  ...scenario,
  keys: ['old', 'new'].map((id) => ({ id, secret: `secret-of-${id}`, user: 'operator', allow })),
  roles: [{ name: 'operator', allow, oidc: {} }],
}));

interface Stage {
  readonly outside: Outside;
  readonly kube: OutsideKube | undefined;
  readonly folder: string;
}

interface Event {
  readonly what: string;
  /** Variables of the programs. */
  readonly env: (stage: Stage) => Promise<Record<string, string>>;
  /** Happens after a write has taken its effect, before the program hears of it. */
  readonly happens: (stage: Stage) => Promise<void> | void;
  /** The code by which the cloud refuses calls because of it; undefined: it refuses none. */
  readonly shows?: string;
  /** A server that has just started forbids everything until it has read its roles. */
  readonly forbids?: true;
}

const keysFile = (id: string) =>
  `[default]\ntype = access_key\naccess_key_id = ${id}\naccess_key_secret = secret-of-${id}\n`;

const keyIsRotated: Event = {
  what: 'its access key is rotated',
  env: async ({ folder }) => {
    const file = path.join(folder, 'credentials');
    writeFileSync(file, keysFile('old'));
    return { ...noKeys, ALIBABA_CLOUD_CREDENTIALS_FILE: file };
  },
  happens({ outside, folder }) {
    writeFileSync(path.join(folder, 'credentials'), keysFile('new'));
    outside.emulator.world.keys.delete('old');
  },
  shows: 'InvalidAccessKeyId.NotFound',
};

const sessionEnds: Event = {
  what: 'its session (RRSA) ends, and the token of the pod is another',
  env: async ({ outside, folder }) => {
    const [token, ca] = [path.join(folder, 'token'), path.join(folder, 'ca.pem')];
    writeFileSync(token, 'the-first-token');
    writeFileSync(ca, await outside.cloudCa());
    return {
      ...noKeys,
      ALIBABA_CLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: PROVIDER,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: token,
      NODE_EXTRA_CA_CERTS: ca,
    };
  },
  happens({ outside, folder }) {
    writeFileSync(path.join(folder, 'token'), 'the-second-token');
    const { keys } = outside.emulator.world;
    for (const [id, key] of keys) if (key.securityToken !== undefined) keys.set(id, { ...key, expiresAt: Date.now() });
  },
  shows: 'InvalidSecurityToken.Expired',
};

const serverRestarts: Event = {
  what: 'the API server restarts',
  env: async () => ({}),
  happens: ({ outside }) => outside.kube.restart(),
  forbids: true,
};

/** Tokens of Kubernetes, and the only ones that its server can be made to forget: those bound to an object that is deleted. */
const kubeconfigIsRotated: Event = {
  what: 'its kubeconfig is rotated',
  async env({ outside, kube }) {
    if (kube !== undefined) writeFileSync(outside.kubeconfig, await boundKubeconfigOf('first', operatorAccount, kube));
    return {};
  },
  async happens({ outside, kube }) {
    if (kube === undefined) return;
    writeFileSync(outside.kubeconfig, await boundKubeconfigOf('second', operatorAccount, kube));
    await kube.transport({ method: 'DELETE', path: `/api/v1/namespaces/${operatorAccount.namespace}/secrets/first` });
  },
};

const noKeys = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };

async function completes({ env, happens, shows, forbids }: Event, nth: number, kube?: OutsideKube): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asmpvl-interrupted-'));
  const flags = { 'lease-namespace': kube === undefined ? 'default' : operatorAccount.namespace };
  const outside = await openOutside(world, { kube, flags });
  const { ledger } = outside.emulator;
  const births = born(outside.emulator);
  try {
    const stage: Stage = { outside, kube, folder };
    const variables = await env(stage);
    const leader = outside.start(0, variables);
    await leader.says('"msg":"leading"', 'err');
    const standby = outside.start(0, variables);
    await standby.says('"msg":"ready"', 'err');
    const happened = atWrite(nth, outside.emulator, () => happens(stage));
    await outside.apply(specOf('a', 'b'));
    await happened;
    await outside
      .until((object) => object?.status?.status === 'Available', LIMIT_MS)
      .catch((error: unknown) => {
        throw new Error(`${leader.err}\n${standby.err}`, { cause: error });
      });
    expect(count(ours(outside.emulator.world))).toEqual(ONCE);
    await outside.delete();
    await outside.until((object) => object === undefined, LIMIT_MS);
    expect(count(ours(outside.emulator.world))).toEqual(NONE);
    expect(births()).toEqual(ONCE);
    const refused = ledger.entries({}).filter(({ outcome }) => /^(Invalid|Forbidden|NoPermission)/.test(outcome));
    expect([...new Set(refused.map(({ outcome }) => outcome))]).toEqual(shows === undefined ? [] : [shows]);
    const forbidden = [leader, standby].some(({ err }) => /forbidden/i.test(err));
    expect(forbidden && !forbids).toBe(false);
  } finally {
    await outside.close();
    rmSync(folder, { recursive: true });
  }
}

const events = [keyIsRotated, sessionEnds, serverRestarts];

describe('in the middle of making the links, our API server', () => {
  it.concurrent.each(exhaustive ? events : events.slice(0, 1))('$what', (event) => completes(event, 5), 3 * LIMIT_MS);
});

const program = findRealKube();

describe.skipIf(!exhaustive || program === undefined)(
  'in the middle of making the links, as its service account on a real kube-apiserver',
  () => {
    let kube: OutsideKube | undefined;
    beforeAll(async () => {
      kube = await realKubeWithLeastRights(program ?? '');
    }, 120_000);
    afterAll(() => kube?.close(), 60_000);

    // One after the other, for they share the server.
    it.each([...events, kubeconfigIsRotated].map((event, index) => ({ ...event, nth: 3 + 2 * index })))(
      '$what, at write $nth',
      ({ nth, ...event }) => completes(event, nth, kube),
      3 * LIMIT_MS,
    );
  },
);
