/** Which API server, as kubectl asks for it. */
import { text } from '../command/option.ts';

const group = 'Kubernetes';

export const kubeOptions = {
  kubeconfig: text({
    name: 'kubeconfig',
    value: 'file',
    doc: 'of the API server that holds the ASMPvlConfig: on a managed mesh the ASM instance’s, not the cluster’s',
    env: 'ASMPVL_KUBECONFIG',
    default: '$KUBECONFIG, ~/.kube/config, the pod',
    group,
  }),
  context: text({
    name: 'context',
    value: 'name',
    doc: 'another context of the kubeconfig than its current one',
    env: 'ASMPVL_CONTEXT',
    completes: 'nothing',
    group,
  }),
} as const;

export interface KubeFlags {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
}
