/** What the operator is to do, read from its settings; a setting that cannot be is refused with its name. */
import type { CertificatePolicy, Source } from '@asm-privatelink/link';
import type { LogLevel, Mode } from '@asm-privatelink/operator';
import { type CloudAddress, parseCloudEndpoint } from '../cloud/endpoint.ts';
import { Failure } from '../failure.ts';
import { flagOf } from './read-values.ts';
import { type SettingName, settings, type Values } from './settings.ts';

export interface Configuration {
  readonly kubeconfig: { readonly path?: string; readonly context?: string };
  readonly region: string;
  readonly source: Source;
  readonly mode: Mode;
  readonly certificates: CertificatePolicy;
  /** Undefined: the products' own. */
  readonly cloud: CloudAddress | undefined;
  readonly network: 'vpc' | undefined;
  readonly rateShare: number;
  readonly tiers: { readonly fastMs: number; readonly auditMs: number };
  /** The namespace left out: that of the kubeconfig. */
  readonly lease: { readonly name: string; readonly namespace: string | undefined } | undefined;
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  readonly logLevel: LogLevel;
}

/** @throws Failure */
export function configurationOf(values: Values): Configuration {
  const text = (name: SettingName) => values[name]?.text;
  const required = (name: SettingName, why: string) => text(name) ?? refuse(name, `is missing: ${why}`);
  const region = required('region', 'it says where the mesh and its clusters are, such as cn-hangzhou');
  const source = sourceOf(values, region, required);
  const [path, context] = [text('kubeconfig'), text('context')];
  const endpoint = text('cloudEndpoint');
  const cloud = endpoint === undefined ? undefined : parseCloudEndpoint(endpoint);
  const mode = source.kind === 'given' || text('manage') === 'true' ? 'manage' : 'companion';
  return {
    kubeconfig: { ...(path === undefined ? {} : { path }), ...(context === undefined ? {} : { context }) },
    region,
    source,
    cloud,
    mode,
    certificates: certificatePolicy(text('certificates'), mode),
    network: text('cloudNetwork') === 'vpc' ? 'vpc' : undefined,
    rateShare: numberIn(values, 'rateShare', (value) => value > 0 && value <= 1, 'a number above 0, up to 1'),
    tiers: { fastMs: seconds(values, 'pollSeconds') * 1000, auditMs: seconds(values, 'auditSeconds') * 1000 },
    lease:
      text('leaderElect') === 'false'
        ? undefined
        : { name: text('leaseName') ?? '', namespace: text('leaseNamespace') },
    metrics: metricsAddress(text('metricsAddress') ?? 'off'),
    logLevel: logLevel(text('logLevel')),
  };
}

const given = ['givenName', 'vpc', 'pilotLoadBalancer'] as const;

function sourceOf(values: Values, region: string, required: (name: SettingName, why: string) => string): Source {
  const some = given.filter((name) => values[name] !== undefined);
  const meshId = values.mesh?.text;
  if (meshId !== undefined) {
    const [other] = some;
    if (other === undefined) return { kind: 'asm', meshId };
    return refuse(
      other,
      `cannot be given beside ${flagOf(settings.mesh)}: the control plane comes from one source, an ASM instance or what is given`,
    );
  }
  if (some.length === 0) {
    const other = given.map((name) => flagOf(settings[name])).join(', ');
    return refuse('mesh', `is missing: name the ASM instance, or give your own control plane with ${other}`);
  }
  const why = 'with a control plane of your own all three are needed: its name, its VPC and the load balancer of Pilot';
  return {
    kind: 'given',
    region,
    mesh: required('givenName', why),
    vpcId: required('vpc', why),
    pilotLoadBalancerId: required('pilotLoadBalancer', why),
  };
}

function seconds(values: Values, name: SettingName): number {
  return numberIn(values, name, (value) => value >= 1, 'a number of seconds, 1 or more');
}

function numberIn(values: Values, name: SettingName, fits: (value: number) => boolean, wanted: string): number {
  const text = values[name]?.text ?? '';
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && fits(value)
    ? value
    : refuse(name, `is "${text}": give ${wanted}`);
}

function metricsAddress(text: string): Configuration['metrics'] {
  if (text === 'off') return undefined;
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  if (host === '' || Number(port) > 65_535) return refuse('metricsAddress', `is "${text}": give host:port, or "off"`);
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

function certificatePolicy(text: string | undefined, mode: Mode): CertificatePolicy {
  const policy = settings.certificates.choices.find((choice) => choice === text) ?? 'report';
  if (policy === 'report' || mode === 'manage') return policy;
  return refuse('certificates', `is manage, and a companion writes nothing: give ${flagOf(settings.manage)}, too`);
}

function logLevel(text: string | undefined): LogLevel {
  return settings.logLevel.choices.find((choice) => choice === text) ?? 'info';
}

function refuse(name: SettingName, what: string): never {
  throw new Failure({
    code: 'SettingInvalid',
    what: `the setting ${flagOf(settings[name])} ${what}`,
    where: `${flagOf(settings[name])}, or ${settings[name].env}`,
    now: '"asmpvl operator --help" says what each setting is for.',
    exit: 'usage',
  });
}
