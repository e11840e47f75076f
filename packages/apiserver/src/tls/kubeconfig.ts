import { writeYaml } from '../yaml/write.ts';
import type { KeyPair } from './certificates.ts';

/** A kubeconfig with one cluster and one user, who shows a client certificate. `serverCa` is the CA of the serving certificate. */
export function kubeconfig(url: string, serverCa: string, client: KeyPair): string {
  const name = 'local';
  const user = 'kubernetes-admin';
  return writeYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': base64(serverCa) } }],
    users: [
      { name: user, user: { 'client-certificate-data': base64(client.cert), 'client-key-data': base64(client.key) } },
    ],
    contexts: [{ name, context: { cluster: name, user } }],
    'current-context': name,
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
