/**
 * The transport over the official SDK: the only file that imports it. The SDK signs (ACS3-HMAC-SHA256) and sends;
 * its retries stay off, since whoever decides to call again must look first. It is loaded at the first call: a process
 * that talks to an emulator in memory never pays for it.
 */
import type credentials from '@alicloud/credentials';
import type core from '@alicloud/openapi-core';
import type runtime from '@darabonba/typescript';
import { isKnownCode } from './codes.ts';
import type { Variables } from './credential-way.ts';
import { CredentialsError, type Keys, type KeysProvider, type RecoveringKeys, recovering } from './credentials.ts';
import { type EndpointOptions, endpointOf } from './endpoints.ts';
import { CloudError, refused } from './errors.ts';
import { flatten } from './flatten.ts';
import { officialKeys } from './official-keys.ts';
import type { Transport, WireRequest } from './wire.ts';

export interface SdkOptions extends EndpointOptions {
  /** Keys, or what builds a source of them. Default: the way that is set up in `env` (credential-way.ts). */
  readonly credentials?: Keys | (() => KeysProvider) | undefined;
  /** Default `process.env`. */
  readonly env?: Variables | undefined;
  /** Default HTTPS: PrivateLink offers nothing else for nearly all of its actions (alibaba-cloud-api §1.1). */
  readonly protocol?: 'HTTP' | 'HTTPS' | undefined;
  /** Milliseconds to connect; default 5,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Milliseconds from the connection to the whole answer; default 10,000. */
  readonly readTimeoutMs?: number | undefined;
}

/** Keys that were good may be refused when they were rotated (alibaba-cloud-api §1.6). Refused so, a call took no effect. */
const KEYS_REFUSED = /^(InvalidSecurityToken|InvalidAccessKeyId)\./;

/**
 * Sends signed requests to the cloud. Nothing is read or dialled before the first call. When the cloud refuses the keys as expired or unknown,
 * their source is asked anew, and the call is sent once more.
 *
 * @example
 * const transport = sdkTransport({ region: 'cn-hangzhou' });                                        // the real cloud
 * const local = sdkTransport({ region: 'cn-hangzhou', endpoint: '127.0.0.1:8080', protocol: 'HTTP', credentials });
 */
export function sdkTransport(options: SdkOptions): Transport {
  const { protocol = 'HTTPS', connectTimeoutMs = 5_000, readTimeoutMs = 10_000 } = options;
  let loading: Promise<Sdk> | undefined;
  const load = () => {
    loading ??= loadSdk(options).catch((error: unknown) => {
      loading = undefined; // the next call tries again
      throw error;
    });
    return loading;
  };
  const clients = new Map<string, InstanceType<Sdk['Client']>>();

  return async (request) => {
    const endpoint = endpointOf(request.product, options);
    const failed = (error: unknown) => toCloudError(request, endpoint, error);
    const sdk = await load().catch((error: unknown) => {
      throw failed(error);
    });
    // The first call has its keys made for it.
    const generation = Math.max(1, sdk.keys.generation());
    const attempt = () =>
      send(sdk, endpoint, request).catch((error: unknown) => {
        throw failed(error);
      });
    return attempt().catch((error: unknown) => {
      const rotated =
        typeof options.credentials !== 'object' && error instanceof CloudError && KEYS_REFUSED.test(error.code);
      if (!rotated) throw error;
      sdk.keys.renew(generation);
      return attempt();
    });
  };

  async function send({ Client, util, runtime, credential }: Sdk, endpoint: string, request: WireRequest) {
    const client =
      clients.get(endpoint) ??
      new Client(new util.Config({ credential, endpoint, protocol, regionId: options.region }));
    clients.set(endpoint, client);
    const sent = client.callApi(
      new util.Params({
        action: request.action,
        version: request.version,
        protocol,
        pathname: request.pathname,
        method: request.method,
        authType: 'AK',
        style: request.style,
        reqBodyType: request.style === 'RPC' ? 'formData' : 'json',
        // Text, so that this file and not the SDK reads it, and knows that an empty body is one.
        bodyType: 'string',
      }),
      new util.OpenApiRequest({ query: flatten(request.query), body: bodyOf(request) }),
      new runtime.RuntimeOptions({ connectTimeout: connectTimeoutMs, readTimeout: readTimeoutMs }),
    );
    return readAnswer(await within(connectTimeoutMs + readTimeoutMs, sent));
  }
}

interface Sdk {
  readonly Client: typeof core.default;
  readonly util: typeof core.$OpenApiUtil;
  readonly runtime: typeof runtime;
  readonly credential: InstanceType<typeof credentials.default>;
  readonly keys: RecoveringKeys;
}

async function loadSdk(options: SdkOptions): Promise<Sdk> {
  const { credentials: given, env = process.env } = options;
  // CommonJS: what Node calls the default export is the module itself.
  const [{ default: Core }, { default: Runtime }, { default: Credentials }] = await Promise.all([
    import('@alicloud/openapi-core'),
    import('@darabonba/typescript'),
    import('@alicloud/credentials'),
  ]);
  const setUp = () => officialKeys({ library: Credentials, env, sts: endpointOf('sts', options) });
  const keys = recovering(typeof given === 'function' ? given : given === undefined ? setUp : () => fixed(given));
  return {
    Client: Core.default,
    util: Core.$OpenApiUtil,
    runtime: Runtime,
    credential: new Credentials.default(null, keys),
    keys,
  };
}

function fixed(keys: Keys): KeysProvider {
  return { getCredentials: async () => keys, getProviderName: () => 'static' };
}

function bodyOf({ style, body }: WireRequest): Record<string, unknown> | undefined {
  return style === 'RPC' && body !== undefined ? flatten(body) : body;
}

/** An empty body (HTTP 204) is an empty answer; whether that will do is for the action's schema to say. */
function readAnswer(response: Record<string, unknown>): unknown {
  const text = response['body'];
  return typeof text === 'string' && text !== '' ? JSON.parse(text) : {};
}

/** The SDK's own timeouts do not cover a body that stops half-way, nor a source of credentials that hangs. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimeout(`no whole answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

class CallTimeout extends Error {}

/** What the SDK throws has no common shape: this is measured behaviour, kept by the tests beside this file. */
function toCloudError({ action }: WireRequest, endpoint: string, error: unknown): CloudError {
  const failed = (code: string, message: string) => new CloudError({ code, action, message, cause: error });
  if (error instanceof CredentialsError) return failed(error.code, error.message);
  if (error instanceof CallTimeout) return failed('ReadTimeout', `${endpoint}: ${error.message}`);
  // A 502 with a gateway's HTML page arrives as a bare SyntaxError, without its status.
  if (error instanceof SyntaxError) return failed('UnreadableAnswer', `${endpoint} answered with something not JSON`);
  if (!isThrown(error)) return failed('TransportFailed', `${endpoint} gave no answer`);
  if (typeof error.statusCode === 'number') {
    const headers = { 'x-acs-retry-after': error.retryAfter };
    return refused({ action, status: error.statusCode, headers, body: error.data, cause: error });
  }
  if (error.name === 'RequestTimeoutError') {
    // The one name stands for two timeouts, told apart by nothing but the first word of the message.
    const code = error.message.startsWith('ConnectTimeout') ? 'ConnectTimeout' : 'ReadTimeout';
    return failed(code, `${endpoint} did not answer in time`);
  }
  const code = typeof error.code === 'string' && isKnownCode(error.code) ? error.code : 'TransportFailed';
  return failed(code, `no answer from ${endpoint}`);
}

interface Thrown extends Error {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly retryAfter?: unknown;
  readonly data?: unknown;
}

function isThrown(error: unknown): error is Thrown {
  return error instanceof Error;
}
