/** The secrets that this very run may know: of its environment, of the kubeconfig, of the aliyun CLI. Whatever they look like, they leave in no bundle. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Environment } from '../context.ts';
import { isSecretName } from './redact.ts';

/** Never throws: a file that is not there, or is not YAML, has none. */
export function knownSecrets(env: Environment, kubeconfig: string | undefined): string[] {
  const home = env['HOME'] ?? '';
  const files = [
    ...(kubeconfig ?? (env['KUBECONFIG'] || path.join(home, '.kube', 'config'))).split(path.delimiter),
    path.join(home, '.aliyun', 'config.json'),
    path.join(home, '.alibabacloud', 'credentials'),
  ];
  return [...secretsIn(env), ...files.flatMap((file) => secretsIn(read(file)))];
}

function read(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Every text that has the name of a secret, or is below one. Paths and addresses are none, and stand where they help. */
function secretsIn(value: unknown, named = false): string[] {
  if (typeof value === 'string') return named && !/^(\/|https?:)/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => secretsIn(each, named || isSecretName(key)));
}
