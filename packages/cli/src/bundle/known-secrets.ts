/** The secrets that this very run may know: of its environment, of the kubeconfig, of the aliyun CLI and of the official SDKs. Whatever they look like, they leave in no bundle. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseIni } from '@asm-privatelink/cloud';
import { parse } from 'yaml';
import type { Environment } from '../context.ts';
import { isSecretName } from './redact.ts';

/** Never throws: a file that is not there, or cannot be read as what it should be, has none. */
export function knownSecrets(env: Environment, kubeconfig: string | undefined): string[] {
  const home = env['HOME'] ?? '';
  const kubeconfigs = (kubeconfig ?? (env['KUBECONFIG'] || path.join(home, '.kube', 'config'))).split(path.delimiter);
  const credentials = [env['ALIBABA_CLOUD_CREDENTIALS_FILE'], path.join(home, '.alibabacloud', 'credentials')];
  return [
    env,
    ...[...kubeconfigs, path.join(home, '.aliyun', 'config.json')].map((file) => read(file, parse)),
    ...credentials.map((file) => (file ? read(file, fieldsOf) : undefined)),
  ].flatMap((each) => secretsIn(each));
}

function read(file: string, as: (text: string) => unknown): unknown {
  try {
    return as(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function fieldsOf(text: string): object[] {
  return [...parseIni(text).values()].map((fields) => Object.fromEntries(fields));
}

/** Every text that has the name of a secret, or is below one. Paths and addresses are none, and stand where they help. */
function secretsIn(value: unknown, named = false): string[] {
  if (typeof value === 'string') return named && !/^(\/|https?:)/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => secretsIn(each, named || isSecretName(key)));
}
