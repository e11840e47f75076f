import { once } from 'node:events';
import https from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { systemClock } from '../clock.ts';
import { Agents } from './agents.ts';
import type { KubeBackend } from './cluster.ts';
import type { MemberSight } from './mesh.ts';
import { createNetwork, type Network } from './network.ts';
import { closed, until } from './testing.ts';
import type { ClusterView, EndpointView, NetworkView } from './view.ts';

const apiDomain = 'ep-api.epsrv-api.cn-hangzhou.privatelink.aliyuncs.com';
const pilotDomain = 'ep-pilot.epsrv-pilot.cn-hangzhou.privatelink.aliyuncs.com';

/** The guide's world: ASM and ACK in two VPCs with the same addresses, and both channels. */
function view(change: Partial<NetworkView> = {}): NetworkView {
  const forward = (target: string, ports: number[]) =>
    ports.map((port) => ({ port, running: true, backends: [{ target, port }] }));
  return {
    balancers: [
      {
        id: 'lb-api',
        vpcId: 'vpc-ack',
        addresses: [{ zoneId: 'i', ip: '10.0.0.10' }],
        listeners: forward('cluster/c1', [6443]),
      },
      {
        id: 'lb-pilot',
        vpcId: 'vpc-asm',
        addresses: [{ zoneId: 'j', ip: '10.0.0.10' }],
        listeners: forward('mesh/m1', [15011, 15012, 15017]),
      },
    ],
    endpoints: [endpoint('api'), endpoint('pilot')],
    clusters: [cluster()],
    meshes: [{ id: 'm1', vpcId: 'vpc-asm', pilotBalancerId: 'lb-pilot', memberIds: ['c1'] }],
    ...change,
  };
}

function cluster(change: Partial<ClusterView> = {}): ClusterView {
  return {
    id: 'c1',
    vpcId: 'vpc-ack',
    balancerId: 'lb-api',
    port: 6443,
    servesAt: 6443,
    serving: true,
    names: ['kubernetes', 'kubernetes.default.svc', '10.0.0.10'],
    certificateEpoch: 1,
    ...change,
  };
}

function endpoint(channel: 'api' | 'pilot', open = true): EndpointView {
  const [vpcId, zoneId, domain] = channel === 'api' ? ['vpc-asm', 'i', apiDomain] : ['vpc-ack', 'j', pilotDomain];
  return {
    id: `ep-${channel}`,
    vpcId,
    domain,
    zoneAffinity: false,
    allows: () => true,
    zones: [{ zoneId, ip: '10.0.0.20', domain: `zone.${domain}`, open, balancerId: `lb-${channel}` }],
  };
}

const withSan = { names: [...cluster().names, apiDomain], certificateEpoch: 2 };

describe('the agents on the network', () => {
  let network: Network;
  let agents: Agents;
  let sights: MemberSight[];

  const start = (backend?: () => Promise<KubeBackend>) => {
    const clock = systemClock();
    network = createNetwork({ clock });
    sights = [];
    agents = new Agents({
      network,
      clock,
      log: () => undefined,
      report: (_mesh, _cluster, sight) => sights.push(sight),
      ...(backend ? { backend } : {}),
    });
  };
  const seen = (state: MemberSight['state'], message: string | RegExp) =>
    until(() => {
      const last = sights.at(-1);
      return (
        last?.state === state && (typeof message === 'string' ? last.message === message : message.test(last.message))
      );
    }).catch((error: unknown) => {
      throw new Error(`expected ${state} "${message}", saw ${JSON.stringify(sights)}`, { cause: error });
    });

  beforeEach(() => start());
  afterEach(async () => {
    await agents.close();
    await network.close();
  });

  it('when the certificate lacks the domain, the mesh says so exactly; with it the member runs; without again it stops', async () => {
    await agents.apply(view());
    const complaint = `tls: failed to verify certificate: x509: certificate is valid for kubernetes, kubernetes.default.svc, 10.0.0.10, not ${apiDomain}`;
    await seen('starting', complaint);
    expect(await agents.lookAtMember('m1', 'c1')).toEqual({ ok: false, reason: 'CertificateName', message: complaint });
    await agents.apply(view({ clusters: [cluster(withSan)] }));
    await seen('running', '');
    expect(await agents.lookAtMember('m1', 'c1')).toMatchObject({ ok: true, version: expect.stringMatching(/^v1\./) });
    await agents.apply(view({ clusters: [cluster({ certificateEpoch: 3 })] }));
    await seen('starting', complaint);
  });

  it('when the way is not there, the mesh says what is missing', async () => {
    await agents.apply(view({ endpoints: [] }));
    await seen('starting', 'no endpoint in vpc-asm leads to the API server of cluster c1 (lb-api in vpc-ack)');
    await agents.apply(view({ endpoints: [endpoint('api', false)] }));
    await seen('starting', 'endpoint ep-api to the API server of cluster c1 is not connected in any zone');
    await agents.apply(view({ clusters: [] }));
    await seen('starting', 'cluster c1 has no API server that could be dialled');
    await expect(agents.lookAtMember('m1', 'c1')).rejects.toMatchObject({ code: 'NoCluster' });
    await agents.apply(view({ clusters: [cluster(withSan)] }));
    await seen('running', '');
  });

  it('when the cluster is in the mesh’s own VPC, its balancer is dialled without an endpoint', async () => {
    await agents.apply(
      view({ endpoints: [], meshes: [{ id: 'm1', vpcId: 'vpc-ack', pilotBalancerId: undefined, memberIds: ['c1'] }] }),
    );
    await seen('running', '');
  });

  it('when the API server restarts, open connections close, dials are refused, and the member comes back', async () => {
    await agents.apply(view({ clusters: [cluster(withSan)] }));
    await seen('running', '');
    const socket = await network.dial({ fromVpc: 'vpc-asm', host: apiDomain, port: 6443, timeoutMs: 2000 });
    const end = closed(socket);
    await agents.apply(view({ clusters: [cluster({ ...withSan, serving: false })] }));
    await end;
    await seen('starting', /closed before an answer \(ECONNRESET\); the API server is down or restarts$/);
    await agents.apply(view({ clusters: [cluster({ ...withSan, certificateEpoch: 3 })] }));
    await seen('running', '');
  });

  it('when an API server of another authority answers, the mesh does not trust it', async () => {
    await agents.apply(view({ clusters: [cluster(withSan), cluster({ ...withSan, id: 'c2', balancerId: 'lb-2' })] }));
    const crossed = view({ clusters: [cluster(withSan), cluster({ ...withSan, id: 'c2', balancerId: 'lb-2' })] });
    const [api, ...others] = crossed.balancers;
    if (!api) throw new Error('the view has a balancer');
    const listeners = [{ port: 6443, running: true, backends: [{ target: 'cluster/c2', port: 6443 }] }];
    await agents.apply({ ...crossed, balancers: [{ ...api, listeners }, ...others] });
    expect(await agents.lookAtMember('m1', 'c1')).toMatchObject({ ok: false, reason: 'CertificateInvalid' });
  });

  it('when a sidecar dials Pilot through the endpoint, it verifies istiod and gets its lists', async () => {
    await agents.apply(view());
    expect(await agents.lookFromSidecar('m1', 'c1')).toEqual({
      verified: 'istiod.istio-system.svc',
      controlPlane: 'istiod.istio-system.svc',
      types: [
        { typeUrl: 'type.googleapis.com/envoy.config.cluster.v3.Cluster', version: '1', resources: 0 },
        { typeUrl: 'type.googleapis.com/envoy.config.listener.v3.Listener', version: '1', resources: 0 },
      ],
    });
    const crossed = network.counters().find(({ endpointId }) => endpointId === 'ep-pilot');
    expect(crossed?.connections).toBe(1);
    expect(crossed?.bytesOut).toBeGreaterThan(500);
    await agents.apply(view({ endpoints: [endpoint('api')] }));
    await expect(agents.lookFromSidecar('m1', 'c1')).rejects.toMatchObject({ code: 'NoEndpoint' });
  });

  it('when a pod is made, the injection webhook answers through the endpoint', async () => {
    await agents.apply(view());
    const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: { uid: 'u-1', object: {} } };
    const place = network.route({ fromVpc: 'vpc-ack', host: pilotDomain, port: 15017 });
    const ask = (body: string) => post({ ...place, path: '/inject', rejectUnauthorized: false }, body);
    expect(await ask(JSON.stringify(review))).toEqual({
      status: 200,
      body: { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: 'u-1', allowed: true } },
    });
    expect((await ask('{')).status).toBe(400);
  });

  it('when one has the kubeconfig, one is the administrator; without, only health and version are shown', async () => {
    await agents.close();
    await network.close();
    start(async () => ({
      handle: async ({ user, path, method }) => ({
        status: 200,
        headers: {},
        body: JSON.stringify({ user, path, method }),
      }),
      close: () => Promise.resolve(),
    }));
    await agents.apply(view());
    const text = agents.kubeconfig('c1') ?? '';
    const config = parse(text);
    const { server, 'tls-server-name': servername, 'certificate-authority-data': ca } = config.clusters[0].cluster;
    const { 'client-certificate-data': cert, 'client-key-data': key } = config.users[0].user;
    const pem = (data: string) => Buffer.from(data, 'base64');
    const { hostname: host, port } = new URL(server);
    const target = { host, port, servername, ca: pem(ca), path: '/api/v1/namespaces?limit=1' };
    expect(await post({ ...target, cert: pem(cert), key: pem(key) }, '{}')).toEqual({
      status: 200,
      body: { user: 'kubernetes-admin', path: '/api/v1/namespaces?limit=1', method: 'POST' },
    });
    expect(await post(target, '{}')).toMatchObject({ status: 401, body: { kind: 'Status', reason: 'Unauthorized' } });
    expect((await post({ ...target, path: '/version' }, '{}')).status).toBe(200);
  });

  it('when a watch is open, its events come as they happen, and end with the client', async () => {
    await agents.close();
    await network.close();
    let over = false;
    let next: (line: string) => void = () => undefined;
    start(async () => ({
      handle: async ({ signal }) => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: (async function* () {
          signal.addEventListener('abort', () => next('gone\n'));
          yield 'one\n';
          for (;;) {
            const line = await new Promise<string>((resolve) => {
              next = resolve;
            });
            if (line === 'gone\n') break;
            yield line;
          }
          over = true;
        })(),
      }),
      close: () => Promise.resolve(),
    }));
    await agents.apply(view());
    const place = network.route({ fromVpc: 'vpc-asm', host: apiDomain, port: 6443 });
    const request = https.get({ ...place, path: '/version', rejectUnauthorized: false });
    const [response] = await once(request, 'response');
    expect(String((await once(response, 'data'))[0])).toBe('one\n');
    next('two\n');
    expect(String((await once(response, 'data'))[0])).toBe('two\n');
    request.destroy();
    await until(() => over);
  });

  it('when applied twenty times at once and closed, nothing is left', async () => {
    const views = Array.from({ length: 20 }, (_, i) => view({ clusters: [cluster({ certificateEpoch: i })] }));
    await Promise.all(views.map((one) => agents.apply(one)));
    await agents.close();
    expect(network.locate({ vpcId: 'vpc-ack', ip: '10.0.0.10', port: 6443 })).toBeUndefined();
  });
});

function post(options: https.RequestOptions, body: string): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = https.request({ ...options, method: 'POST', agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
