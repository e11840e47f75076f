/** Every setting of the operator, declared once: the flag, the variable, the default and what it is for. */

export interface Setting {
  /** Without dashes. */
  readonly flag: string;
  /** What stands for its value; absent: a switch. */
  readonly value?: string;
  readonly env: string;
  /** What holds when neither is given; absent: nothing does. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** Its value is not printed. */
  readonly secret?: true;
  readonly doc: string;
}

/** All variables of ours begin so; one that is not in the table is a mistake. */
export const PREFIX = 'ASMPVL_';

export const settings = {
  kubeconfig: {
    flag: 'kubeconfig',
    value: 'file',
    env: 'ASMPVL_KUBECONFIG',
    doc: 'of the API server that holds the ASMPvlConfig; default $KUBECONFIG, ~/.kube/config, the pod',
  },
  context: { flag: 'context', value: 'name', env: 'ASMPVL_CONTEXT', doc: 'another context of it than the current one' },
  region: { flag: 'region', value: 'id', env: 'ASMPVL_REGION', doc: 'of the mesh and its clusters' },
  mesh: { flag: 'mesh', value: 'id', env: 'ASMPVL_MESH', doc: 'source asm: the ASM instance' },
  givenName: {
    flag: 'given-name',
    value: 'name',
    env: 'ASMPVL_GIVEN_NAME',
    doc: 'source given: what to call the mesh; it marks what is ours, so never change it',
  },
  vpc: { flag: 'vpc', value: 'id', env: 'ASMPVL_VPC', doc: 'source given: the VPC of the control plane' },
  pilotLoadBalancer: {
    flag: 'pilot-load-balancer',
    value: 'id',
    env: 'ASMPVL_PILOT_LOAD_BALANCER',
    doc: 'source given: the private load balancer in front of Pilot',
  },
  manage: {
    flag: 'manage',
    env: 'ASMPVL_MANAGE',
    default: 'false',
    doc: 'source asm: be the master. Without it a companion, which reads, checks and reports, and writes nothing',
  },
  certificates: {
    flag: 'certificates',
    value: 'policy',
    env: 'ASMPVL_CERTIFICATES',
    default: 'report',
    choices: ['report', 'manage'],
    doc: 'API-server certificates that lack the domain of their endpoint: report them, or manage them (append it; one API server restarts at a time; needs cs:ModifyCluster and cs:DescribeTaskInfo)',
  },
  cloudEndpoint: {
    flag: 'cloud-endpoint',
    value: 'url',
    env: 'ASMPVL_CLOUD_ENDPOINT',
    doc: "one endpoint for all products; http only on loopback. Default the products' own",
  },
  cloudNetwork: {
    flag: 'cloud-network',
    value: 'name',
    env: 'ASMPVL_CLOUD_NETWORK',
    default: 'public',
    choices: ['public', 'vpc'],
    doc: "which of the products' own endpoints: the public ones, or those inside a VPC",
  },
  rateShare: {
    flag: 'rate-share',
    value: 'number',
    env: 'ASMPVL_RATE_SHARE',
    default: '0.5',
    doc: 'the part of each published rate to use: above 0, up to 1',
  },
  pollSeconds: {
    flag: 'poll-seconds',
    value: 'number',
    env: 'ASMPVL_POLL_SECONDS',
    default: '30',
    doc: 'at rest, how often endpoints, services and connections are looked at',
  },
  auditSeconds: {
    flag: 'audit-seconds',
    value: 'number',
    env: 'ASMPVL_AUDIT_SECONDS',
    default: '600',
    doc: 'how often everything else is',
  },
  leaderElect: {
    flag: 'leader-elect',
    value: 'true|false',
    env: 'ASMPVL_LEADER_ELECT',
    default: 'true',
    choices: ['true', 'false'],
    doc: 'lead by a Lease; false only where there is never a second process',
  },
  leaseNamespace: {
    flag: 'lease-namespace',
    value: 'name',
    env: 'ASMPVL_LEASE_NAMESPACE',
    doc: 'where the Lease is; default the namespace of the kubeconfig or the pod',
  },
  leaseName: {
    flag: 'lease-name',
    value: 'name',
    env: 'ASMPVL_LEASE_NAME',
    default: 'asm-privatelink-operator',
    doc: 'the name of the Lease',
  },
  metricsAddress: {
    flag: 'metrics-address',
    value: 'host:port',
    env: 'ASMPVL_METRICS_ADDRESS',
    default: '127.0.0.1:8080',
    doc: '/metrics, /healthz and /readyz; in a pod 0.0.0.0:8080; "off" for none',
  },
  logLevel: {
    flag: 'log-level',
    value: 'level',
    env: 'ASMPVL_LOG_LEVEL',
    default: 'info',
    choices: ['debug', 'info', 'warn', 'error'],
    doc: 'JSON lines on standard error',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The values as text, and where each comes from. */
export type Values = {
  readonly [Name in SettingName]?: { readonly text: string; readonly from: 'flag' | 'env' | 'default' };
};

export const settingNames = Object.keys(settings) as readonly SettingName[]; // the keys of the table are its names
