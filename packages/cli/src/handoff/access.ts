/** As whom istiod is to enter a cluster: from a kubeconfig of it that says so in itself. */
import type { Environment } from '../context.ts';
import { Failure } from '../failure.ts';
import { readSimple } from '../kube/simple.ts';
import type { Access } from './objects.ts';

/** @throws Failure when the file has no authority, or a user that is not in it (a plug-in, a password) */
export function accessIn(file: string, env: Environment): Access {
  const refuse = (what: string, now: string) =>
    new Failure({ code: 'ClusterKubeconfigUnfit', what, where: `--cluster-kubeconfig ${file}`, now, exit: 'usage' });
  const simple = readSimple({ kubeconfig: file, context: undefined }, env);
  if (simple === undefined) {
    throw refuse(
      'it is not a kubeconfig whose current context stands in it whole: a server, an authority, a token or a client certificate',
      'Make one for istiod: istioctl create-service-account or a token of the istio-reader-service-account; plug-ins and proxies cannot be handed over.',
    );
  }
  const { authorization, tls } = simple;
  if (tls.ca === undefined) {
    throw refuse(
      'its cluster has no certificate-authority-data, so istiod could not know the API server',
      'Add the authority of the cluster to it.',
    );
  }
  const token = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined;
  if (token !== undefined) return { ca: tls.ca, user: { token } };
  if (tls.cert !== undefined && tls.key !== undefined) return { ca: tls.ca, user: { cert: tls.cert, key: tls.key } };
  throw refuse(
    'its user has neither a token nor a client certificate',
    'Use a user with one of them: istiod can take over nothing else.',
  );
}
