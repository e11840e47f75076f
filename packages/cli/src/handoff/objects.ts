/**
 * What an Istio of one's own needs to use the links of a cluster, as Kubernetes objects. Pure. Their form is Istio's own: that of `istioctl
 * create-remote-secret`, and of its charts for a control plane that is elsewhere (a Service without a selector under istiod's name).
 */
import { stringify } from 'yaml';

export interface RemoteCluster {
  readonly clusterId: string;
  /** The domain and the port of the endpoint to its API server. */
  readonly host: string;
  readonly port: number;
  /** A name that is in its certificate as it is: with it no name has to be added, and no API server to be restarted. */
  readonly serverName: string;
  /** As whom istiod enters it. */
  readonly access: Access;
}

/** PEM and text, as in a kubeconfig. */
export interface Access {
  readonly ca: string;
  readonly user: { readonly token: string } | { readonly cert: string; readonly key: string };
}

/** Where istiod and what belongs to it are. */
export const NAMESPACE = 'istio-system';

/** For the cluster in which istiod runs: by the label istiod finds it, at once and without a restart. */
export function remoteSecret({ clusterId, host, port, serverName, access: { ca, user } }: RemoteCluster) {
  const credentials =
    'token' in user
      ? { token: user.token }
      : { 'client-certificate-data': base64(user.cert), 'client-key-data': base64(user.key) };
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: clusterId,
        cluster: {
          server: `https://${host}:${port}`,
          'tls-server-name': serverName,
          'certificate-authority-data': base64(ca),
        },
      },
    ],
    users: [{ name: clusterId, user: credentials }],
    contexts: [{ name: clusterId, context: { cluster: clusterId, user: clusterId } }],
    'current-context': clusterId,
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `istio-remote-secret-${clusterId}`,
      namespace: NAMESPACE,
      labels: { 'istio/multiCluster': 'true' },
      annotations: { 'networking.istio.io/cluster': clusterId },
    },
    type: 'Opaque',
    // In base64 and not as stringData: server-side apply sees then what is there.
    data: { [clusterId]: base64(stringify(kubeconfig, { lineWidth: 0 })) },
  };
}

/**
 * For the cluster of the sidecars: istiod's own name leads to the endpoint of Pilot, so what they dial and what they verify stays as it is everywhere.
 *
 * @param ports of Pilot's load balancer
 */
export function pilotService({
  domain,
  ports,
  revision,
}: {
  readonly domain: string;
  readonly ports: readonly number[];
  readonly revision: string | undefined;
}) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: revision === undefined ? 'istiod' : `istiod-${revision}`,
      namespace: NAMESPACE,
      labels: { app: 'istiod' },
    },
    spec: {
      type: 'ExternalName',
      externalName: domain,
      ports: ports.map((port) => ({ name: `tcp-${port}`, port, protocol: 'TCP' })),
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
