/** The official client, for kubeconfigs that need it. A file of its own, so that only they load it. */
export { connectKube } from '@asm-privatelink/operator';
