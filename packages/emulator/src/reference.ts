/**
 * The facts of the wire API, read from `reference/*.json` and checked: the list of actions at load, the fields of each when they are first
 * asked for, since most starts need few of them. Which actions and parameters exist, their types and the published rates come from here
 * and from nowhere else.
 */
import * as z from 'zod';
import api from '../reference/api.json' with { type: 'json' };
import location from '../reference/location.json' with { type: 'json' };
import { once } from './once.ts';

export interface FieldType {
  readonly kind: 'string' | 'boolean' | 'number' | 'integer' | 'object' | 'array' | 'map';
  readonly enum?: readonly string[] | undefined;
  /** Of an array. */
  readonly items?: FieldType | undefined;
  /** Of an object; undefined when the reference leaves its fields out. */
  readonly fields?: Readonly<Record<string, FieldType>> | undefined;
  readonly required: boolean;
  readonly where: 'query' | 'body' | 'path';
  readonly maxItems?: number | undefined;
}

export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

export interface ActionReference {
  /** `product.Action`. */
  readonly key: string;
  readonly name: string;
  readonly product: string;
  readonly version: string;
  readonly style: 'RPC' | 'ROA';
  readonly methods: readonly string[];
  /** `/` for RPC; with `{placeholders}` for ROA. */
  readonly path: string;
  readonly anonymous: boolean;
  readonly write: boolean;
  readonly params: Readonly<Record<string, FieldType>>;
  readonly answer: Readonly<Record<string, FieldType>>;
  /** The answer is a list of such, without a name around it. */
  readonly answerIsList: boolean;
  readonly rate: Rate | undefined;
  /** The codes that the reference lists for this action, beside those of all. */
  readonly errors: ReadonlySet<string>;
  /** The name of the client-token parameter, where the action is idempotent by token. */
  readonly clientToken: string | undefined;
}

export interface ProductReference {
  readonly name: string;
  readonly version: string;
  readonly style: 'RPC' | 'ROA';
  /** HTTP status by error code: those that all products have, and its own. */
  readonly statuses: ReadonlyMap<string, number>;
}

export interface Reference {
  readonly products: ReadonlyMap<string, ProductReference>;
  /** By `product.Action`. */
  readonly actions: ReadonlyMap<string, ActionReference>;
}

type RawField = string | { [key: string]: unknown };

const rawAction = z.object({
  product: z.string(),
  version: z.string(),
  style: z.enum(['RPC', 'ROA']),
  methodsAllowed: z.array(z.string()),
  path: z.string(),
  authType: z.enum(['AK', 'Anonymous']),
  responseBodyType: z.literal('array').optional(),
  params: z.record(z.string(), z.custom<RawField>()),
  response: z.record(z.string(), z.custom<RawField>()),
  rateLimit: z.object({ default: z.string() }).optional(),
  errors: z.array(z.string()).default([]),
  idempotency: z.object({ clientToken: z.string().nullable() }),
});

const rawReference = z.object({
  products: z.record(
    z.string(),
    z.object({
      version: z.string(),
      style: z.enum(['RPC', 'ROA']),
      errorCodes: z.record(z.string(), z.object({ http: z.number() })),
    }),
  ),
  actions: z.record(z.string(), rawAction),
  /** By code: the HTTP status, as text where products differ in it, and the meaning. */
  commonErrors: z.record(z.string(), z.tuple([z.union([z.number(), z.string()]), z.string()])).default({}),
});

const rawField = z.object({
  type: z.string(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  items: z.custom<RawField>().optional(),
  fields: z.record(z.string(), z.custom<RawField>()).optional(),
  required: z.boolean().optional(),
  where: z.enum(['query', 'body', 'path']).optional(),
  maxItems: z.number().optional(),
});

/** Reads the reference. Throws when a data file is not what this code understands; of an action's fields, when they are asked for. */
export function loadReference(): Reference {
  const raw = [api, location].map((file) => rawReference.parse(file));
  const common = raw
    .flatMap((file) => Object.entries(file.commonErrors))
    .flatMap(([code, [status]]): [string, number][] => (typeof status === 'number' ? [[code, status]] : []));
  const products = raw
    .flatMap((file) => Object.entries(file.products))
    .map(([name, { version, style, errorCodes }]) => ({
      name,
      version,
      style,
      statuses: new Map([
        ...common,
        ...Object.entries(errorCodes).flatMap(([codes, { http }]) =>
          codes.split(' / ').map((code): [string, number] => [code, http]),
        ),
      ]),
    }));
  const actions = raw
    .flatMap((file) => Object.entries(file.actions))
    .map(([key, action]): ActionReference => {
      const name = key.slice(action.product.length + 1);
      const params = once(() => fieldTypes(correct(key, action.params)));
      const answer = once(() => fieldTypes(action.response));
      return {
        key,
        name,
        product: action.product,
        version: action.version,
        style: action.style,
        methods: action.methodsAllowed,
        path: action.path,
        anonymous: action.authType === 'Anonymous',
        write: !/^(Describe|Get|List|Check)/.test(name),
        get params() {
          return params();
        },
        get answer() {
          return answer();
        },
        answerIsList: action.responseBodyType === 'array',
        rate: action.rateLimit && parseRate(action.rateLimit.default),
        errors: new Set(action.errors),
        clientToken: action.idempotency.clientToken ?? undefined,
      };
    });
  return {
    products: new Map(products.map((product) => [product.name, product])),
    actions: new Map(actions.map((action) => [action.key, action])),
  };
}

/**
 * Required by the reference's texts, asked for by the service only in some calls: an ALPN policy with `AlpnEnabled`, the ends of a port
 * range with `ListenerPort=0`, a drain time-out with `ConnectionDrain=on`; the protocol of a CLB listener whose port has several; the zone
 * of a resource that is no CLB. So the vendor's request models have it, and every client leaves them out of the plain case.
 */
const SOMETIMES_REQUIRED = new Set([
  'nlb.CreateListener AlpnPolicy',
  'nlb.CreateListener StartPort',
  'nlb.CreateListener EndPort',
  'slb.CreateLoadBalancerTCPListener ConnectionDrainTimeout',
  'slb.StartLoadBalancerListener ListenerProtocol',
  'slb.DeleteLoadBalancerListener ListenerProtocol',
  'privatelink.UpdateVpcEndpointServiceResourceAttribute ZoneId',
]);

function correct(action: string, params: Record<string, RawField>): Record<string, RawField> {
  const entries = Object.entries(params).map(([name, field]): [string, RawField] =>
    typeof field === 'object' && SOMETIMES_REQUIRED.has(`${action} ${name}`)
      ? [name, { ...field, required: false }]
      : [name, field],
  );
  return Object.fromEntries(entries);
}

/** Lists of examples that the reference calls enumerations: other values are good as well. */
const OPEN_ENUMERATION =
  /^(AcceptLanguage|Bandwidth|HealthCheckHttpCode|LoadBalancerSpec|PortRange|SourcePortRange|cluster_spec)$/;

function fieldTypes(fields: Record<string, RawField>): Record<string, FieldType> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldType(field, name)]));
}

function fieldType(raw: RawField, name = ''): FieldType {
  const field = rawField.parse(typeof raw === 'string' ? { type: raw } : raw);
  return {
    kind: kindOf(field.type),
    enum: OPEN_ENUMERATION.test(name) ? undefined : field.enum?.map(String),
    items: field.items === undefined ? undefined : fieldType(field.items),
    fields: field.fields && fieldTypes(field.fields),
    required: field.required ?? false,
    where: field.where ?? 'query',
    maxItems: field.maxItems,
  };
}

function kindOf(type: string): FieldType['kind'] {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'integer':
    case 'object':
    case 'array':
    case 'map':
      return type;
    case 'integer(int64)':
    case 'integer(int32)':
      return 'integer';
    default:
      throw new Error(`reference/api.json: the type "${type}" is not known`);
  }
}

/** `200/60s` → 200 calls in a window of 60 s. */
function parseRate(text: string): Rate {
  const match = /^(\d+)\/(\d+)s$/.exec(text);
  if (match === null) throw new Error(`reference/api.json: the rate "${text}" is not of the form calls/seconds`);
  return { calls: Number(match[1]), windowMs: Number(match[2]) * 1000 };
}
