/** The official providers for each way, with what is wrong said for people. STS and the metadata service are theirs; sessions renew themselves. */
import { readFile } from 'node:fs/promises';
import { missing, ofMetadata, ofSts } from './credential-failures.ts';
import { type Variables, wayOf } from './credential-way.ts';
import type { CredentialsError, KeysProvider } from './credentials.ts';
import { readCredentialsFile } from './credentials-file.ts';

/** Of the official library what is used. */
export interface OfficialProviders {
  readonly DefaultCredentialsProvider: Building<object>;
  readonly ECSRAMRoleCredentialsProvider: Building<{ withRoleName(name: string): unknown }>;
  readonly StaticAKCredentialsProvider: Building<{
    withAccessKeyId(id: string): unknown;
    withAccessKeySecret(secret: string): unknown;
  }>;
  readonly OIDCRoleArnCredentialsProvider: Building<{
    withRoleArn(arn: string): unknown;
    withOIDCProviderArn(arn: string): unknown;
    withOIDCTokenFilePath(file: string): unknown;
    withStsEndpoint(host: string): unknown;
  }>;
  readonly RAMRoleARNCredentialsProvider: Building<{
    withCredentialsProvider(source: KeysProvider): unknown;
    withRoleArn(arn: string): unknown;
    withStsEndpoint(host: string): unknown;
    withRoleSessionName(name: string): unknown;
    withPolicy(policy: string): unknown;
  }>;
}

interface Building<Settings> {
  builder(): Settings & { build(): KeysProvider };
}

export interface OfficialKeysOptions {
  readonly library: OfficialProviders;
  readonly env: Variables;
  /** Host, and port if need be, of STS; it is always asked over HTTPS. */
  readonly sts: string;
}

/** The way that is set up, as a provider. Whatever it rejects with is a CredentialsError. */
export function officialKeys(options: OfficialKeysOptions): KeysProvider {
  const { library, env, sts } = options;
  const way = wayOf(env);
  switch (way.kind) {
    case 'wrong':
      return failing(missing(way.message));
    case 'keys':
      return fixed({ accessKeyId: way.id, accessKeySecret: way.secret, securityToken: way.token });
    case 'rrsa': {
      const { role, provider, file } = way;
      const { OIDCRoleArnCredentialsProvider: Oidc } = library;
      const source = Oidc.builder();
      source.withRoleArn(role);
      source.withOIDCProviderArn(provider);
      source.withOIDCTokenFilePath(file);
      source.withStsEndpoint(sts);
      return explained(source.build(), async (error) => {
        const token = await readable(file);
        if (!token.trim()) return missing(`RRSA: the file of the pod's token is empty: ${file}`);
        return ofSts(error, `RRSA: the role ${role} by the provider ${provider}`, sts);
      });
    }
    case 'file':
      return later(() => ofFile(options, way.file, way.profile));
    case 'instance':
      return instance(options, way.role);
    case 'chain': {
      const message = way.named === undefined ? NOTHING : `no cloud credentials were found: ${way.named} gives none`;
      return explained(library.DefaultCredentialsProvider.builder().build(), async (error) => missing(message, error));
    }
  }
}

const NOTHING =
  'no cloud credentials were found. Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, ' +
  'or run where a role gives them (RRSA on ACK, an instance role), or make a profile with `aliyun configure`.';

async function ofFile(options: OfficialKeysOptions, file: string, profile: string): Promise<KeysProvider> {
  const { library, sts } = options;
  const entry = readCredentialsFile(await readable(file), profile);
  switch (entry.type) {
    case 'wrong':
      throw missing(`the credentials file ${file} ${entry.message}`);
    case 'access_key':
      return fixed({ accessKeyId: entry.id, accessKeySecret: entry.secret });
    case 'ecs_ram_role':
      return instance(options, entry.role);
    case 'ram_role_arn': {
      const { id, secret, role, session, policy } = entry;
      const key = library.StaticAKCredentialsProvider.builder();
      key.withAccessKeyId(id);
      key.withAccessKeySecret(secret);
      const source = library.RAMRoleARNCredentialsProvider.builder();
      source.withCredentialsProvider(key.build());
      source.withRoleArn(role);
      source.withStsEndpoint(sts);
      if (session !== undefined) source.withRoleSessionName(session);
      if (policy !== undefined) source.withPolicy(policy);
      const what = `the role ${role}, with the access key of ${file}`;
      return explained(source.build(), async (error) => ofSts(error, what, sts));
    }
  }
}

function instance({ library, env }: OfficialKeysOptions, role: string | undefined): KeysProvider {
  const whose = role === undefined ? 'the role of this instance' : `the role ${role} of this instance`;
  if (env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']?.toLowerCase() === 'true') {
    return failing(missing(`${whose} may not be asked for: unset ALIBABA_CLOUD_ECS_METADATA_DISABLED`));
  }
  const builder = library.ECSRAMRoleCredentialsProvider.builder();
  if (role !== undefined) builder.withRoleName(role);
  return explained(builder.build(), async (error) => ofMetadata(error, whose));
}

/** @throws CredentialsError naming the file and what the system says */
async function readable(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw missing(`the file ${file} cannot be read (${code}): mount it there, or correct the path`, error);
  });
}

function explained(source: KeysProvider, explain: (error: unknown) => Promise<CredentialsError>): KeysProvider {
  return {
    getCredentials: () =>
      source.getCredentials().catch(async (error: unknown) => {
        throw await explain(error);
      }),
    getProviderName: () => source.getProviderName(),
  };
}

/** Built at the first use, and once. */
function later(build: () => Promise<KeysProvider>): KeysProvider {
  let source: Promise<KeysProvider> | undefined;
  return {
    async getCredentials() {
      source ??= build();
      return (await source).getCredentials();
    },
    getProviderName: () => 'file',
  };
}

function failing(error: CredentialsError): KeysProvider {
  return { getCredentials: () => Promise.reject(error), getProviderName: () => 'none' };
}

function fixed(keys: Awaited<ReturnType<KeysProvider['getCredentials']>>): KeysProvider {
  return { getCredentials: async () => keys, getProviderName: () => 'static' };
}
