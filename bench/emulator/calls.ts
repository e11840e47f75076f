/** The callers of the bench: signed calls over plain node:http, so that what is measured is the emulator and not a client. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { Role } from '../support/actors.ts';

export interface Target {
  readonly port: number;
  readonly key: { readonly id: string; readonly secret: string };
  /** Ids that can be read and tagged. */
  readonly endpointIds: readonly string[];
}

export type Load =
  /** As many calls as are answered. */
  | { readonly kind: 'most'; readonly connections: number; readonly ms: number }
  /** So many a second, however long the answers take. */
  | { readonly kind: 'paced'; readonly perSecond: number; readonly ms: number }
  /** All endpoints, page by page. */
  | { readonly kind: 'list'; readonly pageSize: number };

export interface Told {
  readonly calls: number;
  readonly ms: number;
  /** Milliseconds that 50 % and 99 % of the calls took at most. */
  readonly p50: number;
  readonly p99: number;
}

type Params = Readonly<Record<string, string>>;

export const caller: Role<Target, null, Load, Told> = async (target) => {
  const agent = new http.Agent({ keepAlive: true });
  const call = (action: string, params: Params) => send(agent, target, action, params);
  return {
    ready: null,
    answer: (load) => {
      if (load.kind === 'most') return most(load, () => mixed(call, target));
      if (load.kind === 'paced') return paced(load, () => mixed(call, target));
      return list(load, call);
    },
  };
};

type Call = (action: string, params: Params) => Promise<Record<string, unknown>>;

/** What a controller does: looks at single objects, lists a page, now and then writes. */
function mixed(call: Call, { endpointIds }: Target): Promise<unknown> {
  const id = endpointIds[Math.floor(Math.random() * endpointIds.length)] ?? '';
  const die = Math.random();
  if (die < 0.5) return call('GetVpcEndpointAttribute', { EndpointId: id });
  if (die < 0.9) return call('ListVpcEndpoints', { MaxResults: '20' });
  const tag = { 'Tag.1.Key': 'bench', 'Tag.1.Value': String(Math.floor(die * 1e6)) };
  return call('TagResources', { ResourceType: 'vpcendpoint', 'ResourceId.1': id, ...tag });
}

async function most(load: Load & { kind: 'most' }, once: () => Promise<unknown>): Promise<Told> {
  const took: number[] = [];
  const from = performance.now();
  const until = from + load.ms;
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (performance.now() < until) took.push(await timed(once));
    }),
  );
  return tell(took, performance.now() - from);
}

async function paced(load: Load & { kind: 'paced' }, once: () => Promise<unknown>): Promise<Told> {
  const calls: Promise<number>[] = [];
  const from = performance.now();
  const total = (load.perSecond * load.ms) / 1000;
  while (calls.length < total) {
    const due = Math.min(total, ((performance.now() - from) * load.perSecond) / 1000);
    while (calls.length < due) calls.push(timed(once));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return tell(await Promise.all(calls), performance.now() - from);
}

async function list({ pageSize }: Load & { kind: 'list' }, call: Call): Promise<Told> {
  const took: number[] = [];
  const from = performance.now();
  let token: unknown;
  let listed = 0;
  do {
    const next = typeof token === 'string' ? { NextToken: token } : {};
    took.push(
      await timed(async () => {
        const page = await call('ListVpcEndpoints', { MaxResults: String(pageSize), ...next });
        token = page['NextToken'];
        listed += Array.isArray(page['Endpoints']) ? page['Endpoints'].length : 0;
      }),
    );
  } while (typeof token === 'string' && token !== '');
  return { ...tell(took, performance.now() - from), calls: listed };
}

async function timed(once: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await once();
  return performance.now() - from;
}

function tell(took: number[], ms: number): Told {
  const sorted = took.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { calls: took.length, ms, p50: at(0.5), p99: at(0.99) };
}

const emptyHash = createHash('sha256').update('').digest('hex');

/** ACS3-HMAC-SHA256, as the vendor's clients sign. Rejects with the answer's code. */
function send(agent: http.Agent, target: Target, action: string, given: Params): Promise<Record<string, unknown>> {
  const host = `127.0.0.1:${target.port}`;
  const query = Object.entries({ RegionId: 'cn-hangzhou', ...given })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const headers: Record<string, string> = {
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': emptyHash,
    'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-version': '2020-04-15',
  };
  const names = Object.keys(headers).join(';');
  const canonical = ['POST', '/', query, ...Object.entries(headers).map(([k, v]) => `${k}:${v}`), '', names, emptyHash];
  const hash = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const signature = createHmac('sha256', target.key.secret).update(`ACS3-HMAC-SHA256\n${hash}`).digest('hex');
  headers['authorization'] =
    `ACS3-HMAC-SHA256 Credential=${target.key.id},SignedHeaders=${names},Signature=${signature}`;
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: target.port, method: 'POST', path: `/?${query}`, headers, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const body: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString());
          if (response.statusCode === 200) resolve(body);
          else reject(new Error(`${action} was refused: ${String(body['Code'])} ${String(body['Message'])}`));
        });
      },
    );
    request.once('error', reject);
    request.end();
  });
}
