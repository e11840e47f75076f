/**
 * The vendor's SDKs as they come from its registry. Only the endpoint is another one. They are loaded untyped: their declarations are some
 * sixty megabytes, which the compiler would read at each check.
 */
import { createRequire } from 'node:module';
import type { Listening } from '@asm-privatelink/emulator';

const require = createRequire(import.meta.url);

export type Fields = Readonly<Record<string, unknown>>;

/** A generated class of an SDK: which wire names it knows, and what each of them is. */
export interface Model {
  new (fields?: Fields): object;
  names(): Readonly<Record<string, string>>;
  types(): Readonly<Record<string, ModelType>>;
}

export type ModelType =
  | string
  | Model
  | { readonly type: 'array'; readonly itemType: ModelType }
  | { readonly type: 'map' };

interface Answer {
  readonly statusCode: number;
  readonly body: unknown;
}

interface Client {
  callApi(...args: unknown[]): Promise<Answer>;
  /** The older way, of anonymous calls. */
  doRPCRequest(...args: unknown[]): Promise<Answer>;
  readonly [method: string]: (...args: unknown[]) => Promise<Answer>;
}

type Sdk = { readonly default: new (config: object) => Client } & Readonly<Record<string, Model>>;

interface Core {
  readonly default: new (config: object) => Client;
  readonly $OpenApiUtil: Readonly<Record<'Config' | 'Params' | 'OpenApiRequest', new (fields: Fields) => object>>;
  readonly OpenApiUtil: { query(fields: Fields): Fields };
}

interface PopClient {
  request(action: string, params?: Fields, options?: Fields): Promise<Fields>;
}

interface PopCore {
  readonly RPCClient: new (config: Fields) => PopClient;
  readonly ROAClient: new (config: Fields) => { get(path: string): Promise<unknown> };
}

export const popCore = require('@alicloud/pop-core') as PopCore;
const core = require('@alicloud/openapi-core') as Core;
const { RuntimeOptions } = require('@darabonba/typescript') as { RuntimeOptions: new (fields: Fields) => object };

export const sdks = {
  cs: require('@alicloud/cs20151215') as Sdk,
  vpc: require('@alicloud/vpc20160428') as Sdk,
  ecs: require('@alicloud/ecs20140526') as Sdk,
  sts: require('@alicloud/sts20150401') as Sdk,
};

/** Whose calls they are; the second of these has come from STS. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

export interface Called {
  /** As it came over the wire. */
  readonly raw: unknown;
  /** As the SDK gives it. */
  readonly body: Fields;
  /** What the SDK made of it. */
  readonly model: Model;
}

/** `describeVpcs` of the SDK's client, with the fields of its request; arguments before the request go first (an id in a path). */
export type Call = (method: string, ...args: (string | Fields)[]) => Promise<Called>;

export function sdkClient(product: keyof typeof sdks, listening: Listening, credentials: Credentials): Call {
  const sdk = sdks[product];
  const client = new sdk.default(config(listening, credentials));
  let raw: unknown;
  for (const way of ['callApi', 'doRPCRequest'] as const) {
    const send = client[way].bind(client);
    client[way] = async (...args) => {
      const answer = await send(...args);
      raw = structuredClone(answer.body); // making its model of it, the SDK changes it
      return answer;
    };
  }
  return async (method, ...args) => {
    const name = method.charAt(0).toUpperCase() + method.slice(1);
    const given = args.map((arg) => (typeof arg === 'string' ? arg : new (modelOf(sdk, `${name}Request`))(arg)));
    const call = client[method];
    if (call === undefined) throw new Error(`the SDK of ${product} has no method ${method}`);
    const { body } = await call.apply(client, given);
    const type = modelOf(sdk, `${name}Response`).types()['body'];
    return { raw, body: body as Fields, model: type as Model };
  };
}

/** Products without an SDK here, through the core that all SDKs stand on. */
export function genericClient(version: string, listening: Listening, credentials: Credentials) {
  const client = new core.default(config(listening, credentials));
  return async (action: string, query: Fields = {}): Promise<Fields> => {
    const params = new core.$OpenApiUtil.Params({
      action,
      version,
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const request = new core.$OpenApiUtil.OpenApiRequest({
      query: core.OpenApiUtil.query({ RegionId: 'cn-hangzhou', ...query }),
    });
    const { body } = await client.callApi(params, request, new RuntimeOptions({}));
    return body as Fields;
  };
}

function config(listening: Listening, credentials: Credentials): object {
  const endpoint = `127.0.0.1:${listening.port}`;
  return new core.$OpenApiUtil.Config({ ...credentials, endpoint, protocol: 'HTTP', regionId: 'cn-hangzhou' });
}

function modelOf(sdk: Sdk, name: string): Model {
  const model = sdk[name];
  if (model === undefined) throw new Error(`the SDK has no model ${name}`);
  return model;
}
