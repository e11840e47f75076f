import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child, metadataOf, nameOf, objects, text } from '../meta/object.ts';
import { startTestServer, type TestServer } from '../testing/client.ts';

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
  await api.must('POST', '/api/v1/namespaces', { metadata: { name: 'n1' } });
});
afterAll(() => api.server.close());

const n1 = '/api/v1/namespaces/n1';
const strategic = { 'content-type': 'application/strategic-merge-patch+json' };
const merge = { 'content-type': 'application/merge-patch+json' };

describe('namespaces', () => {
  it('are held by the finalizers of their spec, which /finalize writes', async () => {
    const path = '/api/v1/namespaces/kept';
    await api.must('POST', '/api/v1/namespaces', { metadata: { name: 'kept' } });
    await api.must('PUT', `${path}/finalize`, {
      metadata: { name: 'kept' },
      spec: { finalizers: ['kubernetes', 'a.io/b'] },
    });
    await api.must('DELETE', path);
    await api.must('PATCH', path, { metadata: { labels: { late: 'yes' } } }, merge);
    expect(await api.must('GET', path)).toMatchObject({
      spec: { finalizers: ['a.io/b'] },
      status: { phase: 'Terminating' },
    });
    await api.must('PUT', `${path}/finalize`, { metadata: { name: 'kept' } });
    expect((await api.call('GET', path)).status).toBe(404);
  });

  it('are there from the start, and the first of them may not go', async () => {
    const list = await api.must('GET', '/api/v1/namespaces?fieldSelector=status.phase=Active');
    expect(objects(list['items']).map(nameOf)).toEqual([
      'default',
      'kube-node-lease',
      'kube-public',
      'kube-system',
      'n1',
    ]);
    expect((await api.call('DELETE', '/api/v1/namespaces/default')).json).toMatchObject({
      code: 403,
      message: 'namespaces "default" is forbidden: this namespace may not be deleted',
    });
  });

  it('must exist for what is put in them', async () => {
    expect(
      (await api.call('POST', '/api/v1/namespaces/nosuch/configmaps', { metadata: { name: 'c' } })).json,
    ).toMatchObject({ code: 404, message: 'namespaces "nosuch" not found' });
  });

  it('are emptied when deleted, wait for finalizers, and take nothing new meanwhile', async () => {
    await api.must('POST', '/api/v1/namespaces', { metadata: { name: 'going' } });
    await api.must('POST', '/api/v1/namespaces/going/configmaps', { metadata: { name: 'free' } });
    await api.must('POST', '/api/v1/namespaces/going/configmaps', {
      metadata: { name: 'held', finalizers: ['x.io/y'] },
    });
    expect(await api.must('DELETE', '/api/v1/namespaces/going')).toMatchObject({ status: { phase: 'Terminating' } });
    expect((await api.must('GET', '/api/v1/namespaces/going/configmaps'))['items']).toMatchObject([
      { metadata: { name: 'held' } },
    ]);
    expect(
      (await api.call('POST', '/api/v1/namespaces/going/configmaps', { metadata: { name: 'late' } })).json,
    ).toMatchObject({ code: 403, details: { causes: [{ reason: 'NamespaceTerminating' }] } });
    await api.must('PATCH', '/api/v1/namespaces/going/configmaps/held', { metadata: { finalizers: null } }, merge);
    expect((await api.call('GET', '/api/v1/namespaces/going')).status).toBe(404);
  });
});

describe('secrets and configmaps', () => {
  it('take stringData in, encoded, over data', async () => {
    const made = await api.must('POST', `${n1}/secrets`, {
      metadata: { name: 's' },
      data: { a: 'YQ==', b: 'Yg==' },
      stringData: { a: 'new' },
    });
    expect([made['data'], made['type'], made['stringData']]).toEqual([{ a: 'bmV3', b: 'Yg==' }, 'Opaque', undefined]);
    const patched = await api.must(
      'PATCH',
      `${n1}/secrets/s`,
      { stringData: { c: 'd' }, data: { b: null } },
      strategic,
    );
    expect(patched['data']).toEqual({ a: 'bmV3', c: 'ZA==' });
    expect((await api.call('PATCH', `${n1}/secrets/s`, { type: 'x' }, merge)).json['message']).toBe(
      'Secret "s" is invalid: type: Invalid value: "x": field is immutable',
    );
  });

  it('may be made immutable', async () => {
    await api.must('POST', `${n1}/configmaps`, { metadata: { name: 'c' }, data: { a: 'b' }, immutable: true });
    expect((await api.call('PATCH', `${n1}/configmaps/c`, { data: { a: 'c' } }, merge)).json['message']).toBe(
      'ConfigMap "c" is invalid: data: Forbidden: field is immutable when `immutable` is set',
    );
  });

  it('must have the keys of their type', async () => {
    expect(
      (await api.call('POST', `${n1}/secrets`, { metadata: { name: 't' }, type: 'kubernetes.io/tls' })).json['message'],
    ).toBe('Secret "t" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]');
  });
});

describe('services', () => {
  it('get an address and keep it, and merge their ports by number', async () => {
    const made = await api.must('POST', `${n1}/services`, {
      metadata: { name: 'svc' },
      spec: { ports: [{ port: 80, name: 'a' }], selector: { a: 'b' } },
    });
    const spec = child(made, 'spec');
    expect(spec).toMatchObject({
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
    const patched = await api.must(
      'PATCH',
      `${n1}/services/svc`,
      { spec: { ports: [{ port: 81, name: 'b' }] } },
      strategic,
    );
    expect(new Set(objects(child(patched, 'spec')['ports']).map(({ port }) => port))).toEqual(new Set([80, 81]));
    expect(child(patched, 'spec')['clusterIP']).toBe(spec['clusterIP']);
  });
});

describe('server-side apply of built-ins', () => {
  it('knows a port by its number and protocol, which is TCP unless said', async () => {
    const apply = { 'content-type': 'application/apply-patch+yaml' };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'applied' },
      spec: { ports: [{ port: 80 }] },
    };
    for (const target of [80, 81]) {
      const body = { ...service, spec: { ports: [{ port: 80, targetPort: target }] } };
      const applied = await api.must('PATCH', `${n1}/services/applied?fieldManager=m`, JSON.stringify(body), apply);
      expect(child(applied, 'spec')['ports']).toEqual([{ port: 80, protocol: 'TCP', targetPort: target }]);
    }
  });
});

describe('events', () => {
  const event = {
    metadata: { name: 'e1' },
    involvedObject: { kind: 'Widget', name: 'w', namespace: 'n1' },
    reason: 'R',
    message: 'm',
    type: 'Normal',
  };

  it('are the same through both of their APIs, also for selectors', async () => {
    await api.must('POST', `${n1}/events`, event);
    expect(await api.must('GET', '/apis/events.k8s.io/v1/namespaces/n1/events/e1')).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      regarding: { name: 'w' },
      note: 'm',
    });
    const about = { kind: 'Widget', name: 'w', namespace: 'n1' };
    const newer = {
      metadata: { name: 'e2' },
      regarding: about,
      reason: 'R',
      note: 'm',
      action: 'a',
      type: 'Normal',
      eventTime: '2026-01-02T03:04:05.000000Z',
      reportingController: 'c',
      reportingInstance: 'i',
    };
    await api.must('POST', '/apis/events.k8s.io/v1/namespaces/n1/events', newer);
    const found = await api.must('GET', `${n1}/events?fieldSelector=involvedObject.name=w,type=Normal`);
    expect(objects(found['items']).map(nameOf)).toEqual(['e1', 'e2']);
  });

  it('stand in the namespace of what they are about, or in default', async () => {
    const about = { kind: 'Widget', name: 'w' };
    expect(
      (await api.call('POST', `${n1}/events`, { ...event, metadata: { name: 'e3' }, involvedObject: about })).json[
        'message'
      ],
    ).toContain('involvedObject.namespace: Invalid value: "": does not match event.namespace');
    expect(
      (
        await api.call('POST', '/api/v1/namespaces/default/events', {
          ...event,
          metadata: { name: 'e3' },
          involvedObject: about,
        })
      ).status,
    ).toBe(201);
  });
});

describe('leases', () => {
  it('are taken by update with a version, and refused without', async () => {
    const leases = '/apis/coordination.k8s.io/v1/namespaces/n1/leases';
    const made = await api.must('POST', leases, {
      metadata: { name: 'l' },
      spec: { holderIdentity: 'a', leaseDurationSeconds: 15, renewTime: '2026-01-02T03:04:05.000000Z' },
    });
    const taken = await api.must('PUT', `${leases}/l`, {
      ...made,
      spec: { ...child(made, 'spec'), holderIdentity: 'b' },
    });
    expect(child(taken, 'spec')['holderIdentity']).toBe('b');
    expect((await api.call('PUT', `${leases}/l`, made)).status).toBe(409);
    expect((await api.call('PUT', `${leases}/l`, { metadata: { name: 'l' }, spec: {} })).status).toBe(422);
  });
});

describe('service accounts and reviews', () => {
  it('issue tokens that the server then takes', async () => {
    await api.must('POST', `${n1}/serviceaccounts`, { metadata: { name: 'sa' } });
    const { status } = await api.must('POST', `${n1}/serviceaccounts/sa/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {},
    });
    const token = typeof status === 'object' && status !== null && 'token' in status ? text(status.token) : '';
    const headers = { authorization: `Bearer ${token}` };
    const whoami = await api.must(
      'POST',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      headers,
    );
    expect(whoami).toMatchObject({ status: { userInfo: { username: 'system:serviceaccount:n1:sa' } } });
    api.clock.advance(3_600_000);
    expect((await api.call('GET', n1, undefined, headers)).json).toMatchObject({ code: 401, reason: 'Unauthorized' });
    expect((await api.call('GET', n1, undefined, { authorization: `Bearer ${token.slice(0, -4)}AAAA` })).status).toBe(
      401,
    );
  });

  it('answer that the authenticated may, and others may not', async () => {
    const ask = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'get', resource: 'pods' } },
    };
    expect(await api.must('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', ask)).toMatchObject({
      status: { allowed: true },
    });
    expect(
      await api.must('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews?fieldManager=m', ask),
    ).toMatchObject({ metadata: { managedFields: [{ manager: 'm', operation: 'Update' }] } });
    const labelled = { ...ask, metadata: { labels: { a: 'b' } } };
    expect(
      (await api.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', labelled)).json,
    ).toMatchObject({ code: 422, details: { causes: [{ field: 'metadata' }] } });
    const refused = await api.server.handle({
      method: 'GET',
      path: '/api/v1/namespaces',
      headers: {},
      user: 'system:anonymous',
    });
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.stringContaining(
        'User \\"system:anonymous\\" cannot list resource \\"namespaces\\" in API group \\"\\" at the cluster scope',
      ),
    ]);
  });
});

describe('metadata of built-ins', () => {
  it('has no generation, and no managedFields where there is nothing to manage', async () => {
    const made = await api.must('POST', `${n1}/serviceaccounts`, { metadata: { name: 'bare' } });
    expect(Object.keys(metadataOf(made)).sort()).toEqual([
      'creationTimestamp',
      'name',
      'namespace',
      'resourceVersion',
      'uid',
    ]);
  });
});
