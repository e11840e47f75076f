/** What a client needs of a kubeconfig whose certificates stand in it, as our server and the programs that start real ones write them. */
import { parse } from 'yaml';

export interface Credentials {
  /** Address of the first cluster. */
  server: string;
  ca: Buffer;
  /** Certificate and key of the first user. */
  cert: Buffer;
  key: Buffer;
}

interface Kubeconfig {
  clusters: { cluster: Record<string, string> }[];
  users: { user: Record<string, string> }[];
}

/** @throws Error for a kubeconfig that names no server */
export function credentialsOf(kubeconfig: string): Credentials {
  const { clusters, users } = parse(kubeconfig) as Kubeconfig;
  const [cluster = {}, user = {}] = [clusters[0]?.cluster, users[0]?.user];
  const { server } = cluster;
  if (server === undefined) throw new Error('the kubeconfig names no server');
  const decoded = (text = ''): Buffer => Buffer.from(text, 'base64');
  return {
    server,
    ca: decoded(cluster['certificate-authority-data']),
    cert: decoded(user['client-certificate-data']),
    key: decoded(user['client-key-data']),
  };
}
