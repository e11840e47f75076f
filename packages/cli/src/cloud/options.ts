/** Which account, region and mesh, as the aliyun CLI and the operator ask for them. */
import { text } from '../command/option.ts';
import { settings } from '../operator/settings.ts';

const group = 'Cloud';

export const cloudOptions = {
  region: text({
    name: 'region',
    value: 'id',
    doc: 'of the mesh and its clusters',
    env: settings.region.env,
    default: '$ALIBABA_CLOUD_REGION_ID, that of the profile',
    completes: 'nothing',
    group,
  }),
  profile: text({
    name: 'profile',
    value: 'name',
    doc: 'of the aliyun CLI (~/.aliyun/config.json), for keys and region',
    default: 'the first that is set up: $ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, a role, the current profile',
    completes: 'nothing',
    group,
  }),
  mesh: text({
    name: 'mesh',
    value: 'id',
    doc: 'the ASM instance',
    env: settings.mesh.env,
    default: 'the one whose members are the clusters of the ASMPvlConfig',
    completes: 'nothing',
    group,
  }),
  givenName: text({
    name: 'given-name',
    value: 'name',
    doc: 'for an Istio of your own, with --vpc and --pilot-load-balancer, as the operator was told',
    env: settings.givenName.env,
    completes: 'nothing',
    group,
  }),
  vpc: text({ name: 'vpc', value: 'id', doc: settings.vpc.doc, env: settings.vpc.env, completes: 'nothing', group }),
  pilotLoadBalancer: text({
    name: 'pilot-load-balancer',
    value: 'id',
    doc: settings.pilotLoadBalancer.doc,
    env: settings.pilotLoadBalancer.env,
    completes: 'nothing',
    group,
  }),
  cloudEndpoint: text({
    name: 'cloud-endpoint',
    value: 'url',
    doc: settings.cloudEndpoint.doc,
    env: settings.cloudEndpoint.env,
    completes: 'nothing',
    group,
  }),
} as const;

export interface CloudFlags {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly mesh: string | undefined;
  readonly givenName: string | undefined;
  readonly vpc: string | undefined;
  readonly pilotLoadBalancer: string | undefined;
  readonly cloudEndpoint: string | undefined;
}
