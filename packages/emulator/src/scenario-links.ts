/** The part of a scenario that clients make otherwise: security groups, endpoint services and endpoints, as they stand when all is settled. */
import * as z from 'zod';

const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[a-z0-9]{1,40}$`), `must be ${prefix} and letters and digits`);
const text = z.string().max(256);
const name = z.string().min(1).max(128);
const tags = z.record(z.string(), z.string()).default({});

const rule = z
  .strictObject({
    direction: z.enum(['ingress', 'egress']).default('ingress'),
    protocol: z.enum(['TCP', 'UDP', 'ICMP', 'GRE', 'ALL']).default('TCP'),
    /** `6443/6443`, or `-1/-1` for all ports. */
    ports: z
      .string()
      .regex(/^-?\d+\/-?\d+$/, 'must be two ports such as 6443/6443, or -1/-1')
      .default('-1/-1'),
    /** Who is meant: one of these. */
    cidr: z.string().optional(),
    ipv6: z.string().optional(),
    group: z.string().optional(),
    prefixList: z.string().optional(),
    policy: z.enum(['Accept', 'Drop']).default('Accept'),
    priority: z.int().min(1).max(100).default(1),
    description: text.default(''),
  })
  .refine(({ cidr, ipv6, group, prefixList }) => [cidr, ipv6, group, prefixList].filter(Boolean).length === 1, {
    message: 'give one of cidr, ipv6, group and prefixList',
  });

export const securityGroup = z.strictObject({
  /** That of a cluster or mesh gives it these rules. */
  id: id('sg-').optional(),
  name: name.optional(),
  vpc: name,
  type: z.enum(['normal', 'enterprise']).default('normal'),
  rules: z.array(rule).default([]),
  tags,
});

export const endpointService = z.strictObject({
  id: id('epsrv-').optional(),
  description: text.default(''),
  /** What it is in front of: balancers of the scenario, all of one type. Without a zone: where the balancer serves. */
  resources: z.array(z.strictObject({ balancer: name, zone: z.string().optional() })).min(1),
  autoAccept: z.boolean().default(false),
  zoneAffinity: z.boolean().default(false),
  /** Mbps. */
  bandwidth: z.int().min(1).default(3072),
  /** Accounts on the whitelist besides the owner. */
  users: z.array(z.string()).default([]),
  tags,
});

export const endpoint = z.strictObject({
  id: id('ep-').optional(),
  name: z.string().max(128).default(''),
  description: text.default(''),
  /** The id of a service of the scenario. */
  service: id('epsrv-'),
  vpc: name,
  vSwitches: z.array(id('vsw-')).default([]),
  securityGroups: z.array(id('sg-')).default([]),
  connected: z.boolean().default(true),
  zoneAffinity: z.boolean().default(false),
  tags,
});
