import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { metadataOf, text } from '../meta/object.ts';
import { definitions, startTestServer, type TestServer, widget, widgetDefinition, widgets } from '../testing/client.ts';

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
  await api.must('POST', definitions, widgetDefinition());
});
beforeEach(() => api.must('DELETE', widgets));
afterAll(() => api.server.close());

const merge = { 'content-type': 'application/merge-patch+json' };

describe('create', () => {
  it('fills in metadata, defaults and managers, and drops status and unknown fields', async () => {
    const body = { ...widget('a', { size: 1, bad: 2 }), status: { phase: 'x' } };
    const { status, json, headers } = await api.call('POST', widgets, body);
    expect(status).toBe(201);
    expect(json['spec']).toEqual({ size: 1, color: 'red' });
    expect(json['status']).toBeUndefined();
    expect(headers['warning']).toBe('299 - "unknown field \\"spec.bad\\""');
    expect(metadataOf(json)).toMatchObject({
      name: 'a',
      generation: 1,
      creationTimestamp: '2026-01-02T03:04:05Z',
      managedFields: [{ manager: 'test', operation: 'Update' }],
    });
  });

  it('does not warn without end: many warnings are cut short, and then left out', async () => {
    const fields = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}-${'x'.repeat(300)}`, 1]));
    const { headers } = await api.call(
      'POST',
      `${widgets}?fieldValidation=Warn`,
      widget('many', { size: 1, ...fields }),
    );
    const warnings = (headers['warning'] ?? '').split(', ');
    expect(warnings).toHaveLength(16);
    expect(new Set(warnings.map(({ length }) => length))).toEqual(new Set(['299 - ""\\'.length + 256]));
  });

  it('names an object after its prefix', async () => {
    const json = await api.must('POST', widgets, { ...widget(''), metadata: { generateName: 'w-' } });
    expect(text(metadataOf(json)['name'])).toMatch(/^w-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('refuses a second one, wrong fields, a name it cannot have', async () => {
    await api.must('POST', widgets, widget('a'));
    expect((await api.call('POST', widgets, widget('a'))).json).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message: 'widgets.demo.example.com "a" already exists',
    });
    expect((await api.call('POST', widgets, widget('Bad_Name', { size: 300 }))).json).toMatchObject({
      code: 422,
      reason: 'Invalid',
      details: {
        causes: [
          { field: 'metadata.name' },
          { field: 'spec.size', message: 'Invalid value: 300: spec.size in body should be less than or equal to 100' },
        ],
      },
    });
  });

  it('says nothing of unknown fields, warns of them, or refuses them, as asked', async () => {
    const body =
      '{"apiVersion":"demo.example.com/v1","kind":"Widget","metadata":{"name":"s","foo":1},"spec":{"size":1,"bad":1,"size":2}}';
    const strict = await api.call('POST', `${widgets}?fieldValidation=Strict`, body);
    expect(strict.json['message']).toBe(
      'Widget in version "v1" cannot be handled as a Widget: strict decoding error: duplicate field "spec.size", unknown field "metadata.foo", unknown field "spec.bad"',
    );
    const quiet = await api.call('POST', `${widgets}?fieldValidation=Ignore`, body);
    expect([quiet.status, quiet.headers['warning']]).toEqual([201, undefined]);
  });

  it('writes nothing on a dry run', async () => {
    const tried = await api.must('POST', `${widgets}?dryRun=All`, widget('dry'));
    expect(metadataOf(tried)['resourceVersion']).toBeUndefined();
    expect((await api.call('GET', `${widgets}/dry`)).status).toBe(404);
  });
});

describe('update', () => {
  it('keeps what the server owns, counts generations by spec alone, leaves status to its subresource', async () => {
    const made = await api.must('POST', widgets, widget('a'));
    const changed = await api.must('PUT', `${widgets}/a`, { ...made, spec: { size: 2 }, status: { phase: 'no' } });
    expect(metadataOf(changed)).toMatchObject({ generation: 2, uid: metadataOf(made)['uid'] });
    expect(changed['status']).toBeUndefined();
    const labelled = await api.must('PATCH', `${widgets}/a`, { metadata: { labels: { x: 'y' } } }, merge);
    expect(metadataOf(labelled)['generation']).toBe(2);
    const status = await api.must(
      'PATCH',
      `${widgets}/a/status`,
      { spec: { size: 9 }, status: { phase: 'Ready' } },
      merge,
    );
    expect([status['spec'], status['status'], metadataOf(status)['generation']]).toEqual([
      { size: 2, color: 'red' },
      { phase: 'Ready' },
      2,
    ]);
  });

  it('writes nothing when nothing changes', async () => {
    const made = await api.must('POST', widgets, widget('a'));
    const same = await api.must('PATCH', `${widgets}/a`, { spec: { size: 1 } }, merge);
    expect(metadataOf(same)['resourceVersion']).toBe(metadataOf(made)['resourceVersion']);
  });

  it('refuses an update made for another state', async () => {
    const made = await api.must('POST', widgets, widget('a'));
    await api.must('PATCH', `${widgets}/a`, { spec: { size: 2 } }, merge);
    expect((await api.call('PUT', `${widgets}/a`, made)).json).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on widgets.demo.example.com "a": the object has been modified; please apply your changes to the latest version and try again',
    });
    const unversioned = await api.call('PUT', `${widgets}/a`, widget('a'));
    expect(unversioned.json['message']).toContain(
      'metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    );
  });

  it('judges a status by itself', async () => {
    await api.must('POST', widgets, widget('a'));
    const { json } = await api.call('PATCH', `${widgets}/a/status`, { status: { phase: 5 } }, merge);
    expect(json['message']).toBe(
      'Widget.demo.example.com "a" is invalid: status.phase: Invalid value: "integer": phase in body must be of type string: "integer"',
    );
  });
});

describe('patch', () => {
  it('takes JSON patches and merge patches of custom resources, and no strategic ones', async () => {
    await api.must('POST', widgets, widget('a'));
    const replaced = await api.must('PATCH', `${widgets}/a`, [{ op: 'replace', path: '/spec/size', value: 7 }], {
      'content-type': 'application/json-patch+json',
    });
    expect(replaced['spec']).toEqual({ size: 7, color: 'red' });
    const refused = await api.call(
      'PATCH',
      `${widgets}/a`,
      {},
      { 'content-type': 'application/strategic-merge-patch+json' },
    );
    expect(refused.json).toMatchObject({ code: 415, reason: 'UnsupportedMediaType' });
  });

  it('applies: creates, owns, refuses conflicts, forces', async () => {
    const apply = (manager: string, size: number, query = '') =>
      api.call('PATCH', `${widgets}/a?fieldManager=${manager}${query}`, JSON.stringify(widget('a', { size })), {
        'content-type': 'application/apply-patch+yaml',
      });
    expect((await apply('one', 1)).status).toBe(201);
    expect((await apply('one', 2)).status).toBe(200);
    expect((await apply('two', 3)).json).toMatchObject({
      code: 409,
      message: 'Apply failed with 1 conflict: conflict with "one": .spec.size',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.spec.size' }] },
    });
    const forced = await apply('two', 3, '&force=true');
    expect([forced.status, forced.json['spec']]).toEqual([200, { size: 3, color: 'red' }]);
  });
});

describe('delete', () => {
  it('answers with a Status, and the object is gone', async () => {
    const made = await api.must('POST', widgets, widget('a'));
    const { json } = await api.call('DELETE', `${widgets}/a`);
    const details = { name: 'a', group: 'demo.example.com', kind: 'widgets', uid: metadataOf(made)['uid'] };
    expect(json).toEqual({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
    expect((await api.call('GET', `${widgets}/a`)).status).toBe(404);
  });

  it('waits for finalizers, takes no new ones, and goes with the last', async () => {
    await api.must('POST', widgets, widget('a', { size: 1 }, { finalizers: ['x.io/hold'] }));
    const marked = await api.must('DELETE', `${widgets}/a`);
    expect(metadataOf(marked)).toMatchObject({
      deletionTimestamp: '2026-01-02T03:04:05Z',
      deletionGracePeriodSeconds: 0,
      generation: 2,
    });
    const more = await api.call(
      'PATCH',
      `${widgets}/a`,
      { metadata: { finalizers: ['x.io/hold', 'y.io/more'] } },
      merge,
    );
    expect(more.json['message']).toContain('no new finalizers can be added if the object is being deleted');
    await api.must('PATCH', `${widgets}/a`, { metadata: { finalizers: null } }, merge);
    expect((await api.call('GET', `${widgets}/a`)).status).toBe(404);
  });

  it('keeps preconditions and dry runs', async () => {
    await api.must('POST', widgets, widget('a'));
    expect((await api.call('DELETE', `${widgets}/a`, { preconditions: { uid: 'other' } })).json).toMatchObject({
      code: 409,
    });
    await api.must('DELETE', `${widgets}/a?dryRun=All`);
    expect((await api.call('GET', `${widgets}/a`)).status).toBe(200);
  });

  it('takes a collection by selector', async () => {
    await api.must('POST', widgets, widget('a', { size: 1 }, { labels: { x: 'y' } }));
    await api.must('POST', widgets, widget('b'));
    await api.must('DELETE', `${widgets}?labelSelector=x=y`);
    expect((await api.must('GET', widgets))['items']).toMatchObject([{ metadata: { name: 'b' } }]);
  });
});
