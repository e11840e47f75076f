/**
 * The world to begin with, as a user writes it: a YAML file or an object. Short to write: only VPCs and clusters are needed, everything
 * else has a default. `build.ts` makes the world of it.
 *
 * @example
 * mesh: { vpc: control }
 * vpcs:
 *   - { name: control, vSwitches: [{ zone: i }, { zone: j }] }
 *   - { name: data, vSwitches: [{ zone: j }] }
 * clusters:
 *   - { name: shop, vpc: data, zone: i }
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { parseCidr } from './cidr.ts';
import { guesses, type Switches } from './guesses.ts';
import { transitionKinds } from './profiles.ts';

const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[a-z0-9]{1,40}$`), `must be ${prefix} and letters and digits`);
const cidr = z.string().refine((text) => parseCidr(text) !== undefined, 'must be an IPv4 range such as 192.168.0.0/16');
const name = z.string().min(1).max(64);
const count = z.int().min(0);
const port = z.int().min(1).max(65535);
const tags = z.record(z.string(), z.string());
/** `i`, or in full `cn-hangzhou-i`. */
const zone = z.string().regex(/^[a-z0-9-]+$/, 'must be a zone: its letter, or in full such as cn-hangzhou-i');

const vSwitch = z.strictObject({
  id: id('vsw-').optional(),
  name: name.optional(),
  zone,
  cidr: cidr.optional(),
  /** How many addresses are free for the taking. */
  free: count.optional(),
  status: z.enum(['Available', 'Pending']).default('Available'),
  tags: tags.default({}),
});

const vpc = z.strictObject({
  name,
  id: id('vpc-').optional(),
  region: z.string().optional(),
  cidr: cidr.default('192.168.0.0/16'),
  secondaryCidrs: z.array(cidr).default([]),
  vSwitches: z.array(vSwitch).default([]),
  tags: tags.default({}),
});

const balancer = z.strictObject({
  id: z
    .string()
    .regex(/^(lb|nlb)-[a-z0-9]{1,40}$/, 'must be lb-… or nlb-…')
    .optional(),
  type: z.enum(['clb', 'nlb']).default('clb'),
  /** Of a CLB: the master zone, then the standby zone. Of an NLB: all its zones. */
  zones: z.array(zone).min(1).max(10).optional(),
  /** TCP ports that listen, or `port: stopped`. */
  ports: z.union([z.array(port), z.record(z.string().regex(/^\d+$/), z.enum(['running', 'stopped']))]).optional(),
  internal: z.boolean().default(true),
  payType: z.enum(['PayOnDemand', 'PrePay']).default('PayOnDemand'),
  networkType: z.enum(['vpc', 'classic']).default('vpc'),
});

const extraBalancer = balancer.extend({ name, vpc: name });

const clusterStates = [
  'initial',
  'failed',
  'running',
  'updating',
  'upgrading',
  'removing',
  'draining',
  'scaling',
  'inactive',
  'unavailable',
  'deleting',
  'deleted',
  'delete_failed',
  'waiting',
  'disconnected',
] as const;

const cluster = z.strictObject({
  id: id('c').optional(),
  name: name.optional(),
  vpc: name,
  /** The zone of its API server's balancer: short for `apiServer: { zones: [zone] }`. */
  zone: zone.optional(),
  apiServer: z.union([balancer, z.literal('none')]).prefault({}),
  ingress: z.boolean().default(true),
  publicAddress: z.string().optional(),
  /** Its detail shows control_plane_endpoints_config, as newer clusters do. */
  endpointsConfig: z.boolean().default(true),
  type: z.enum(['ManagedKubernetes', 'Kubernetes', 'ExternalKubernetes']).default('ManagedKubernetes'),
  profile: z.enum(['Default', 'Edge', 'Serverless', 'Lingjun']).default('Default'),
  state: z.enum(clusterStates).default('running'),
  version: z.string().default('1.32.1-aliyun.1'),
  customSans: z.array(z.string()).default([]),
  /** In the mesh already. */
  member: z.boolean().default(true),
  memberState: z.enum(['starting', 'running', 'stopping', 'stopped', 'failed']).default('starting'),
});

const mesh = z.strictObject({
  id: id('c').optional(),
  name: name.default('asm'),
  vpc: name,
  vSwitches: z.array(z.string()).optional(),
  /** The balancer in front of Pilot; `none` for a mesh that lacks it. */
  pilot: z.union([balancer, z.literal('none')]).prefault({}),
  state: z.enum(['initial', 'running', 'updating']).default('running'),
  version: z.string().default('v1.26.4.12-g6f9e5c1-aliyun'),
});

const quotas = z.strictObject({
  services: count.optional(),
  resourcesPerService: count.optional(),
  resourcesPerZoneAndService: count.optional(),
  endpointsPerVpc: count.optional(),
  zonesPerEndpoint: count.optional(),
  idleEndpoints: count.optional(),
  tagsPerResource: count.optional(),
});

const key = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be letters, digits, ".", "_" or "-"'),
  secret: z.string().min(1),
  /** A RAM user of that name; left out, the account itself. */
  user: name.optional(),
  /** Refused calls: `privatelink:CreateVpcEndpoint`, `ecs:*`. */
  deny: z.array(z.string()).default([]),
});

const callFault = z.strictObject({
  action: z.string(),
  nth: z.int().min(1).optional(),
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  effect: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('error'),
      when: z.enum(['before', 'after']),
      code: z.string(),
      status: z.int().min(400).max(599).optional(),
      message: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal('lost') }),
    z.strictObject({ kind: z.literal('latency'), ms: z.number().min(0) }),
    z.strictObject({ kind: z.literal('throttle'), ms: z.number().min(0) }),
  ]),
});

const transitionFault = z.strictObject({
  transition: z.enum(transitionKinds),
  object: z.string().optional(),
  times: z.int().min(1).optional(),
  delayMs: z.number().min(0).optional(),
});

const switches = z.strictObject(
  Object.fromEntries(
    Object.entries(guesses).map(([switchName, { values }]) => [switchName, z.literal([...values]).optional()]),
  ),
);

export const scenarioSchema = z.strictObject({
  region: z.string().default('cn-hangzhou'),
  account: z
    .strictObject({
      id: z
        .string()
        .regex(/^\d{1,20}$/, 'must be digits')
        .default('1234567890123456'),
      privateLinkOpen: z.boolean().default(true),
      quotas: quotas.default({}),
    })
    .prefault({}),
  keys: z
    .array(key)
    .min(1)
    .default([{ id: 'LTAI-test', secret: 'test-secret', deny: [] }]),
  vpcs: z.array(vpc).min(1),
  mesh: mesh.optional(),
  clusters: z.array(cluster).default([]),
  balancers: z.array(extraBalancer).default([]),
  faults: z.array(z.union([callFault, transitionFault])).default([]),
  switches: switches.default({}),
  /** Whether the published call rates are kept; left out, as the profile has it. */
  rates: z.enum(['published', 'off']).optional(),
});

/** What a user writes. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** With every default filled in. */
export type Scenario = Omit<z.output<typeof scenarioSchema>, 'switches'> & { readonly switches: Partial<Switches> };

export interface ScenarioProblem {
  /** `clusters[2].vpc` */
  readonly path: string;
  readonly message: string;
  /** From 1; only of a file. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A scenario that cannot be used, with every reason. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly code = 'ScenarioInvalid';
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[], file: string) {
    const lines = problems.map(({ path, message, line, column }) => {
      const place = line === undefined ? '' : `:${line}:${column}`;
      return `  ${file}${place} ${path === '' ? '' : `${path}: `}${message}`;
    });
    super(`the scenario cannot be used:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/** Checks a scenario given as an object. Throws ScenarioError. */
export function parseScenario(input: unknown, file = 'scenario'): Scenario {
  return check(input, file, () => undefined);
}

/** Checks a scenario given as YAML text. Throws ScenarioError, with line and column. */
export function parseScenarioFile(text: string, file = 'scenario'): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ScenarioError(
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { path: '', message: error.message.split('\n', 1)[0] ?? error.code, line, column: col };
      }),
      file,
    );
  }
  return check(document.toJS({ maxAliasCount: 100 }) ?? {}, file, (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]);
    }
    return undefined;
  });
}

type Path = readonly (string | number)[];

function check(
  input: unknown,
  file: string,
  place: (path: Path) => { line: number; col: number } | undefined,
): Scenario {
  const parsed = scenarioSchema.safeParse(input);
  const issues = parsed.success ? crossChecks(parsed.data) : flatten(parsed.error.issues);
  if (issues.length > 0 || !parsed.success) {
    throw new ScenarioError(
      issues.map(({ path, message }) => {
        const at = place(path);
        return { path: printPath(path), message, line: at?.line, column: at?.col };
      }),
      file,
    );
  }
  return parsed.data as Scenario; // the schema of `switches` is made from the same table as the type Switches
}

interface Issue {
  readonly path: Path;
  readonly message: string;
}

/** The deepest reasons: of a union, those of the branch that came furthest. */
function flatten(issues: readonly z.core.$ZodIssue[], prefix: Path = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path.filter((part) => typeof part !== 'symbol')];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const branches = issue.errors.map((branch) => flatten(branch, path));
      const depth = (branch: Issue[]) => Math.max(...branch.map((found) => found.path.length));
      return branches.sort((a, b) => depth(b) - depth(a))[0] ?? [{ path, message: issue.message }];
    }
    return [{ path, message: issue.message }];
  });
}

/** What one part of a scenario says of another. */
function crossChecks(scenario: z.output<typeof scenarioSchema>): Issue[] {
  const issues: Issue[] = [];
  const vpcs = new Map(
    scenario.vpcs.flatMap((found) => [[found.name, found] as const, [found.id ?? found.name, found] as const]),
  );
  const knownVpc = (path: Path, wanted: string) => {
    if (!vpcs.has(wanted)) issues.push({ path, message: `no VPC of the scenario is called "${wanted}"` });
  };
  if (scenario.mesh) knownVpc(['mesh', 'vpc'], scenario.mesh.vpc);
  scenario.clusters.forEach((found, i) => knownVpc(['clusters', i, 'vpc'], found.vpc));
  scenario.balancers.forEach((found, i) => knownVpc(['balancers', i, 'vpc'], found.vpc));
  const unique = (path: (i: number) => Path, what: string, values: (string | undefined)[]) => {
    const seen = new Set<string>();
    values.forEach((value, i) => {
      if (value !== undefined && seen.has(value))
        issues.push({ path: path(i), message: `${what} ${value} is there twice` });
      if (value !== undefined) seen.add(value);
    });
  };
  unique(
    (i) => ['vpcs', i, 'name'],
    'the VPC',
    scenario.vpcs.map((found) => found.name),
  );
  unique(
    (i) => ['clusters', i, 'id'],
    'the cluster',
    scenario.clusters.map((found) => found.id),
  );
  unique(
    (i) => ['keys', i, 'id'],
    'the key',
    scenario.keys.map((found) => found.id),
  );
  const vSwitchIds = scenario.vpcs.flatMap((found) => found.vSwitches.map((inner) => inner.id));
  unique(() => ['vpcs'], 'the vSwitch', vSwitchIds);
  return issues;
}

function printPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
