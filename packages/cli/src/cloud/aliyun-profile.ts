/** The profiles of the aliyun CLI: `~/.aliyun/config.json`, with its own names of fields. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Keys } from '@asm-privatelink/cloud';
import { z } from 'zod';
import type { Environment } from '../context.ts';
import { Failure } from '../failure.ts';

const text = z.string().default('');

const configuration = z.object({
  current: text,
  profiles: z
    .array(
      z.object({
        name: z.string(),
        mode: text,
        access_key_id: text,
        access_key_secret: text,
        sts_token: text,
        region_id: text,
      }),
    )
    .default([]),
});

export interface AliyunProfile {
  readonly name: string;
  readonly region: string | undefined;
  /** @throws Failure when the profile gets its keys in a way that only the official chain knows */
  keys(): Keys;
}

/**
 * The named profile; without a name the one that the aliyun CLI would use, if there is any.
 *
 * @throws Failure when the file cannot be read, or a profile that is named does not exist
 */
export function readProfile(named: string, env: Environment): AliyunProfile;
export function readProfile(named: undefined, env: Environment): AliyunProfile | undefined;
export function readProfile(named: string | undefined, env: Environment): AliyunProfile | undefined {
  const file = path.join(env['HOME'] ?? '', '.aliyun', 'config.json');
  const { current, profiles } = read(file, named);
  const wanted = named ?? (env['ALIBABA_CLOUD_PROFILE'] || current);
  const profile = profiles.find(({ name }) => name === wanted);
  if (profile === undefined) {
    if (named === undefined) return undefined;
    const names = profiles.map(({ name }) => name).join(', ') || 'none';
    throw refused(
      `the aliyun CLI has no profile "${named}"`,
      file,
      `It has: ${names}. Make one with "aliyun configure --profile ${named}".`,
    );
  }
  return {
    name: profile.name,
    region: profile.region_id || undefined,
    keys: () => keysOf(profile, file),
  };
}

type Profile = z.infer<typeof configuration>['profiles'][number];

function keysOf({ name, mode, access_key_id, access_key_secret, sts_token }: Profile, file: string): Keys {
  const where = `profile "${name}" in ${file}`;
  if (mode !== 'AK' && mode !== 'StsToken') {
    const now = `Leave --profile out and set ALIBABA_CLOUD_PROFILE=${name}: then the official chain reads it. Or give keys in ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.`;
    throw refused(`--profile reads the modes AK and StsToken, and this one is ${mode || 'without a mode'}`, where, now);
  }
  const incomplete = access_key_id === '' || access_key_secret === '' || (mode === 'StsToken' && sts_token === '');
  if (incomplete) {
    throw refused('the profile has no keys', where, `Set them with "aliyun configure --profile ${name}".`);
  }
  return {
    accessKeyId: access_key_id,
    accessKeySecret: access_key_secret,
    ...(mode === 'StsToken' ? { securityToken: sts_token } : {}),
  };
}

/** A file that is not there has no profiles; that matters only to who names one. */
function read(file: string, named: string | undefined): z.infer<typeof configuration> {
  try {
    return configuration.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (named === undefined) return { current: '', profiles: [] };
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const what = absent
      ? 'the aliyun CLI has no profiles: its file is not there'
      : 'the file of the aliyun CLI cannot be read';
    throw refused(what, file, `Make a profile with "aliyun configure --profile ${named}".`);
  }
}

function refused(what: string, where: string, now: string): Failure {
  return new Failure({ code: 'ProfileUnusable', what, where, now, exit: 'usage' });
}
