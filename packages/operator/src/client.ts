/** The client of the Kubernetes API alone, for whoever needs no more and must start quickly. */
export { pause, systemClock } from './clock.ts';
export { type KubeClient, kubeClient } from './kube/client.ts';
export type { KubeConnection } from './kube/connect.ts';
export { isKubeError, type KubeError } from './kube/errors.ts';
export { type KubeObject, parseObject, type Resource } from './kube/resource.ts';
export type { KubeTransport } from './kube/transport.ts';
