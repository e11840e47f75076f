/** What may stand in a scenario. Every object is strict: a misspelt key is an error, not a default. */
import * as z from 'zod';
import { parseCidr } from './cidr.ts';
import { faultSchema } from './faults/schema.ts';
import { guesses } from './guesses.ts';
import { hostAddress } from './host-backends.ts';
import { endpoint, endpointService, securityGroup } from './scenario-links.ts';

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

const extraBalancer = balancer.extend({
  name,
  vpc: name,
  /** Servers of this machine that take its traffic, by port: `80: [127.0.0.1:8080]`. */
  backends: z.record(z.string().regex(/^\d+$/, 'must be a port'), z.array(hostAddress).max(100)).default({}),
});

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
  /** The id of the group that comes with it. */
  securityGroup: id('sg-').optional(),
  memberState: z.enum(['starting', 'running', 'stopping', 'stopped', 'failed']).default('starting'),
});

const mesh = z.strictObject({
  id: id('c').optional(),
  /** The id of the group that comes with it. */
  securityGroup: id('sg-').optional(),
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

const oneOrMore = z.union([z.string(), z.array(z.string())]);
/** A pattern of actions, for all resources; or a statement as RAM has it. */
const statement = z.union([z.string(), z.strictObject({ Action: oneOrMore, Resource: oneOrMore.default('*') })]);

/** Calls that are permitted, and those of them that are refused: `privatelink:CreateVpcEndpoint`, `ecs:*`. */
const policy = { allow: z.array(statement).default(['*']), deny: z.array(statement).default([]) };

const key = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be letters, digits, ".", "_" or "-"'),
  secret: z.string().min(1),
  /** A RAM user of that name; left out, the account itself. */
  user: name.optional(),
  ...policy,
});

/** Left out, each is anything. */
const oidcTrust = z.strictObject({
  provider: z.string().default('*'),
  issuer: z.string().default('*'),
  audience: z.string().default('*'),
  subject: z.string().default('*'),
});

const role = z.strictObject({
  name: z.string().regex(/^(\*|[A-Za-z0-9.-]{1,64})$/, 'must be letters, digits, "." or "-", or * for any other name'),
  ...policy,
  /** RAM users that may assume it. */
  users: z.array(z.string()).default(['*']),
  /** What an OIDC token must say to assume it; left out, none may. */
  oidc: oidcTrust.optional(),
  maxSessionSeconds: z.int().min(3600).max(43_200).default(3600),
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
      arrears: z.boolean().default(false),
      quotas: quotas.default({}),
    })
    .prefault({}),
  keys: z
    .array(key)
    .min(1)
    .default([{ id: 'LTAI-test', secret: 'test-secret', allow: ['*'], deny: [] }]),
  /** Left out, a role of any name may be assumed by anybody and may do everything. */
  roles: z.array(role).prefault([{ name: '*', oidc: {} }]),
  vpcs: z.array(vpc).min(1),
  mesh: mesh.optional(),
  clusters: z.array(cluster).default([]),
  balancers: z.array(extraBalancer).default([]),
  securityGroups: z.array(securityGroup).default([]),
  services: z.array(endpointService).default([]),
  endpoints: z.array(endpoint).default([]),
  faults: z.array(faultSchema).default([]),
  switches: switches.default({}),
  /** Whether the published call rates are kept; left out, as the profile has it. */
  rates: z.enum(['published', 'off']).optional(),
});
