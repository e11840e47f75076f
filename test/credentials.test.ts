/**
 * Each way to get credentials, with the vendor's own library between the product's transport and the emulated cloud: what is said when something of it is missing or
 * wrong, and that it goes on when its keys are rotated or its session ends. Only the addresses of STS and of the metadata service lead to this machine.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Cloud, createCloud, sdkTransport } from '@asm-privatelink/cloud';
import { createEmulator, type Emulator, systemClock } from '@asm-privatelink/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { plain } from './support/worlds.ts';

type Request = (url: string, options: object) => Promise<unknown>;

/** What the vendor's library dials with. */
const wire = createRequire(import.meta.url)('httpx') as { request: Request };

const ACCOUNT = 'acs:ram::1234567890123456';
const STS = 'https://sts.cn-hangzhou.aliyuncs.com';
const METADATA = 'http://100.100.100.200';
const SECRET = 'a-secret-that-nobody-sees';

const folder = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-credentials-'));
const at = (name: string) => path.join(folder, name);
const write = (name: string, text: string): void => writeFileSync(at(name), text);

let emulator: Emulator;
/** Knows one role, and gives sessions of six hours for it, as the vendor's does: the library renews those with less than one. */
let metadata: http.Server;
let hosts: ReadonlyMap<string, string>;
let endpoint: string;

beforeAll(async () => {
  metadata = http.createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? '';
    if (request.method === 'PUT') response.end('token');
    else if (name !== 'node') response.writeHead(404).end();
    else void sessionOfNode().then((session) => response.end(JSON.stringify({ Code: 'Success', ...session })));
  });
  await new Promise<void>((resolve) => metadata.listen(0, '127.0.0.1', resolve));
});

beforeEach(async () => {
  const keys = ['user', 'old', 'new'].map((id) => ({ id, secret: SECRET, user: id }));
  const trust = {
    provider: 'ack',
    subject: 'system:serviceaccount:asm-privatelink:pvl-operator',
    audience: 'sts.aliyuncs.com',
  };
  const roles = [
    { name: 'operator', users: ['user'], oidc: trust, maxSessionSeconds: 21_600 },
    { name: 'nobody', users: [] },
  ];
  const scenario = plain(['a'], (same) => ({ ...same, keys, roles }));
  emulator = createEmulator({ scenario, clock: systemClock(), profile: 'instant' });
  const { port } = await emulator.listen();
  endpoint = `127.0.0.1:${port}`;
  const { port: metadataPort } = metadata.address() as AddressInfo;
  hosts = new Map([
    [STS, `http://${endpoint}`],
    [METADATA, `http://127.0.0.1:${metadataPort}`],
  ]);
  const dial = wire.request;
  vi.spyOn(wire, 'request').mockImplementation((url, options) => {
    const target = [...hosts].find(([host]) => url.startsWith(host));
    return dial(target === undefined ? url : url.replace(...target), options);
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await emulator.close();
});

afterAll(() => {
  metadata.close();
  rmSync(folder, { recursive: true });
});

async function sessionOfNode(): Promise<object> {
  const params = { RoleArn: `${ACCOUNT}:role/operator`, RoleSessionName: 'node', DurationSeconds: '21600' };
  const version = '2015-04-01';
  const { body } = await emulator.call({ product: 'sts', action: 'AssumeRole', version, accessKeyId: 'user', params });
  return Object(Object(body)['Credentials']) as object;
}

type Env = Readonly<Record<string, string>>;

/** The products at the emulator, STS at its own address. */
function cloudWith(env: Env): Cloud {
  // The library reads some of its variables by itself.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const products = ['vpc', 'privatelink'].map((product) => [product, endpoint]);
  const endpoints = Object.fromEntries(products) as Record<string, string>;
  return createCloud({
    region: 'cn-hangzhou',
    transport: sdkTransport({ region: 'cn-hangzhou', endpoints, protocol: 'HTTP', env }),
  });
}

const look = (cloud: Cloud): Promise<unknown> => cloud.call('DescribeVpcs', {});
const lastCaller = () => emulator.ledger.entries({ action: 'DescribeVpcs' }).at(-1)?.caller;
/** The sessions that were given end now. */
function endSessions(): void {
  const { keys } = emulator.world;
  for (const [id, key] of keys) if (key.securityToken !== undefined) keys.set(id, { ...key, expiresAt: Date.now() });
}

const section = (fields: Record<string, string>, name = 'default') =>
  `[${name}]\n${Object.entries(fields)
    .map(([field, value]) => `${field} = ${value}\n`)
    .join('')}`;
const keysOf = (id: string) => section({ type: 'access_key', access_key_id: id, access_key_secret: SECRET });
const assuming = (role: string, id = 'user', secret = SECRET) =>
  section({
    type: 'ram_role_arn',
    access_key_id: id,
    access_key_secret: secret,
    role_arn: `${ACCOUNT}:role/${role}`,
    role_session_name: 'operator',
  });

function token(claims: Record<string, unknown> = {}): string {
  const usual = {
    iss: 'https://ack',
    sub: 'system:serviceaccount:asm-privatelink:pvl-operator',
    aud: ['sts.aliyuncs.com'],
  };
  return ['e30', Buffer.from(JSON.stringify({ ...usual, ...claims })).toString('base64url'), 'sig'].join('.');
}

const rrsa: Env = {
  ALIBABA_CLOUD_ROLE_ARN: `${ACCOUNT}:role/operator`,
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: `${ACCOUNT}:oidc-provider/ack`,
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: at('token'),
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
};
const file: Env = { ALIBABA_CLOUD_CREDENTIALS_FILE: at('credentials'), ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
const instance: Env = { ALIBABA_CLOUD_ECS_METADATA: 'node', ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' };
const none: Env = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
const without = (env: Env, name: string) => Object.fromEntries(Object.entries(env).filter(([each]) => each !== name));

describe('goes on', () => {
  it('with a key in a file, when the file has another and the old one is gone', async () => {
    write('credentials', keysOf('old'));
    const cloud = cloudWith(file);
    await look(cloud);
    expect(lastCaller()).toBe('old');
    write('credentials', keysOf('new'));
    emulator.world.keys.delete('old');
    await look(cloud);
    expect(lastCaller()).toBe('new');
  });

  it.each([
    ['RRSA', rrsa, () => write('token', token())],
    ['a role that a key of a file assumes', file, () => write('credentials', assuming('operator'))],
    ['the role of the instance', instance, () => {}],
    [
      'the role of the instance by a file',
      { ...file, ALIBABA_CLOUD_ECS_METADATA_DISABLED: '' },
      () => write('credentials', section({ type: 'ecs_ram_role', role_name: 'node' })),
    ],
  ] as const)('with %s, when the session ends', async (_, env, prepare) => {
    prepare();
    const cloud = cloudWith(env);
    await look(cloud);
    const first = lastCaller();
    expect(first).toMatch(/^STS\./);
    await look(cloud);
    expect(lastCaller()).toBe(first);
    endSessions();
    await look(cloud);
    expect(lastCaller()).toMatch(/^STS\./);
    expect(lastCaller()).not.toBe(first);
  });

  it('when STS is away as the session ends, and is there again', async () => {
    write('token', token());
    const cloud = cloudWith(rrsa);
    await look(cloud);
    endSessions();
    const all = hosts;
    hosts = new Map([[STS, 'http://127.0.0.1:9']]);
    await expect(look(cloud)).rejects.toMatchObject({ code: 'CredentialsUnavailable', kind: 'retry' });
    hosts = all;
    await look(cloud);
  });
});

interface Wrong {
  readonly what: string;
  readonly env: Env;
  readonly prepare?: () => void;
  readonly code?: string;
  readonly says: readonly string[];
}

const key = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'user', ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET };
const [ID, KEY_SECRET, ROLE, PROVIDER, TOKEN_FILE] = [...Object.keys(key), ...Object.keys(rrsa)];
const role = `${ACCOUNT}:role/operator`;

const wrong: readonly Wrong[] = [
  { what: 'nothing is set', env: none, says: ['no cloud credentials were found', `Set ${ID} and ${KEY_SECRET}`] },
  {
    what: 'a profile that is not there',
    env: { ...none, ALIBABA_CLOUD_PROFILE: 'prod' },
    says: ['the profile "prod" (ALIBABA_CLOUD_PROFILE)'],
  },
  {
    what: 'a key without its secret',
    env: { ...none, ...without(key, KEY_SECRET ?? '') },
    says: [`${KEY_SECRET} is not set`],
  },
  { what: 'a secret without its key', env: { ...none, ...without(key, ID ?? '') }, says: [`${ID} is not set`] },
  {
    what: 'a key that the cloud does not know',
    env: { ...key, ALIBABA_CLOUD_ACCESS_KEY_ID: 'gone' },
    code: 'InvalidAccessKeyId.NotFound',
    says: ['"gone"'],
  },
  {
    what: 'a secret of another key',
    env: { ...key, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'other' },
    code: 'SignatureDoesNotMatch',
    says: [],
  },
  ...[ROLE, PROVIDER, TOKEN_FILE].map((name = '') => ({
    what: `RRSA without ${name}`,
    env: without(rrsa, name),
    says: ['RRSA', `${name} is not set`].slice(name === PROVIDER ? 1 : 0),
  })),
  {
    what: 'RRSA, no file',
    env: { ...rrsa, ALIBABA_CLOUD_OIDC_TOKEN_FILE: at('no-token') },
    says: [at('no-token'), 'ENOENT'],
  },
  { what: 'RRSA, an empty file', env: rrsa, prepare: () => write('token', '\n'), says: ['empty', at('token')] },
  {
    what: 'RRSA, something that is no token',
    env: rrsa,
    prepare: () => write('token', 'text'),
    says: ['OIDCToken.Invalid', 'does not hold the token'],
  },
  {
    what: 'RRSA, an old token',
    env: rrsa,
    prepare: () => write('token', token({ exp: 1 })),
    says: ['OIDCToken.Expired', 'kubelet'],
  },
  {
    what: 'RRSA, another audience',
    env: rrsa,
    prepare: () => write('token', token({ aud: ['other'] })),
    says: ['AudienceNotMatch', 'audience'],
  },
  {
    what: 'RRSA, another service account',
    env: rrsa,
    prepare: () => write('token', token({ sub: 'system:serviceaccount:x:y' })),
    says: [role, 'NoPermission', 'trust policy'],
  },
  {
    what: 'RRSA, another provider',
    env: { ...rrsa, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: `${ACCOUNT}:oidc-provider/b` },
    prepare: () => write('token', token()),
    says: ['oidc-provider/b', 'NoPermission', 'trust policy'],
  },
  {
    what: 'RRSA, no such role',
    env: { ...rrsa, ALIBABA_CLOUD_ROLE_ARN: `${ACCOUNT}:role/x` },
    prepare: () => write('token', token()),
    says: [`${ACCOUNT}:role/x`, 'EntityNotExist.Role', 'There is no such role'],
  },
  {
    what: 'RRSA, no ARN',
    env: { ...rrsa, ALIBABA_CLOUD_ROLE_ARN: 'operator' },
    prepare: () => write('token', token()),
    says: ['InvalidParameter.RoleArn', 'Correct the ARN'],
  },
  {
    what: 'RRSA, STS is away',
    env: rrsa,
    prepare: () => {
      write('token', token());
      hosts = new Map([[STS, 'http://127.0.0.1:9']]);
    },
    code: 'CredentialsUnavailable',
    says: ['STS does not answer', 'sts.cn-hangzhou.aliyuncs.com'],
  },
  {
    what: 'no credentials file',
    env: { ...file, ALIBABA_CLOUD_CREDENTIALS_FILE: at('no-file') },
    says: [at('no-file'), 'ENOENT'],
  },
  {
    what: 'a file without the section',
    env: file,
    prepare: () => write('credentials', section({}, 'prod')),
    says: [at('credentials'), 'no section [default]', '[prod]'],
  },
  {
    what: 'a file without a type',
    env: file,
    prepare: () => write('credentials', section({ access_key_id: 'user' })),
    says: ['has no type in [default]'],
  },
  {
    what: 'a file with an unknown type',
    env: file,
    prepare: () => write('credentials', section({ type: 'ak' })),
    says: ['has an unknown type', 'access_key'],
  },
  {
    what: 'a file without the secret',
    env: file,
    prepare: () => write('credentials', section({ type: 'access_key', access_key_id: 'user' })),
    says: ['has no access_key_secret'],
  },
  {
    what: 'a file without the role',
    env: file,
    prepare: () =>
      write('credentials', section({ type: 'ram_role_arn', access_key_id: 'user', access_key_secret: SECRET })),
    says: ['has no role_arn'],
  },
  {
    what: 'a key that may not assume the role',
    env: file,
    prepare: () => write('credentials', assuming('nobody')),
    says: ['role/nobody', 'NoPermission', 'trust policy'],
  },
  {
    what: 'an unknown key that assumes',
    env: file,
    prepare: () => write('credentials', assuming('operator', 'gone')),
    says: ['InvalidAccessKeyId.NotFound', 'Correct the access key'],
  },
  {
    what: 'a wrong secret that assumes',
    env: file,
    prepare: () => write('credentials', assuming('operator', 'user', 'other')),
    says: ['SignatureDoesNotMatch', 'Correct the access key'],
  },
  {
    what: 'a role that the instance does not have',
    env: { ...instance, ALIBABA_CLOUD_ECS_METADATA: 'other' },
    says: ['role other', '404', 'Attach the role'],
  },
  {
    what: 'no metadata service',
    env: instance,
    prepare: () => {
      hosts = new Map([[METADATA, 'http://127.0.0.1:9']]);
    },
    code: 'CredentialsUnavailable',
    says: ['does not answer', 'ECS instance'],
  },
  {
    what: 'a role of the instance that may not be asked for',
    env: { ...instance, ...none },
    says: ['unset ALIBABA_CLOUD_ECS_METADATA_DISABLED'],
  },
];

describe('says what is wrong', () => {
  it.each(wrong)('$what', async ({ env, prepare, code = 'CredentialsMissing', says }) => {
    prepare?.();
    const error: unknown = await look(cloudWith(env)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'CloudError', code });
    const { message } = error as Error;
    for (const part of says) expect(message).toContain(part);
    expect(message).not.toContain(SECRET);
    expect(message).not.toContain(token().split('.')[1]);
  });
});
