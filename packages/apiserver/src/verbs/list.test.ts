import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metadataOf, nameOf, objects, text } from '../meta/object.ts';
import { definitions, startTestServer, type TestServer, widget, widgetDefinition, widgets } from '../testing/client.ts';

let api: TestServer;
beforeEach(async () => {
  api = await startTestServer({ history: { events: 20 } });
  await api.must('POST', definitions, widgetDefinition());
  for (const name of ['a', 'b', 'c', 'd', 'e']) await api.must('POST', widgets, widget(name));
});
afterEach(() => api.server.close());

const names = (list: Parameters<typeof metadataOf>[0]): string[] => objects(list['items']).map(nameOf);
const token = (list: Parameters<typeof metadataOf>[0]): string => text(metadataOf(list)['continue']);

describe('list', () => {
  it('gives pages of one state, whatever is written meanwhile', async () => {
    const first = await api.must('GET', `${widgets}?limit=2`);
    expect([names(first), metadataOf(first)['remainingItemCount']]).toEqual([['a', 'b'], 3]);
    await api.must('DELETE', `${widgets}/c`);
    await api.must('POST', widgets, widget('bb'));
    const second = await api.must('GET', `${widgets}?limit=2&continue=${token(first)}`);
    const third = await api.must('GET', `${widgets}?limit=2&continue=${token(second)}`);
    expect([...names(second), ...names(third)]).toEqual(['c', 'd', 'e']);
    expect([token(third), metadataOf(third)['resourceVersion']]).toEqual(['', metadataOf(first)['resourceVersion']]);
  });

  it('refuses a page of a state that is no longer kept with 410, and says how to go on', async () => {
    const first = await api.must('GET', `${widgets}?limit=2`);
    for (let index = 0; index < 25; index += 1) await api.must('POST', widgets, widget(`n${index}`));
    const { json: refusal } = await api.call('GET', `${widgets}?limit=2&continue=${token(first)}`);
    expect(refusal).toMatchObject({ code: 410, reason: 'Expired' });
    // Its own token goes on where the page had ended, with what there is now.
    const rest = await api.must('GET', `${widgets}?limit=3&continue=${token(refusal)}`);
    expect(names(rest)).toEqual(['c', 'd', 'e']);
    expect(token(rest)).not.toBe('');
  });

  it('ends a full page where anything is left, and pages of a version are of that one', async () => {
    const list = await api.must('GET', widgets);
    const full = await api.must('GET', `${widgets}?limit=1&fieldSelector=metadata.name!=b`);
    expect([names(full), token(full)]).toEqual([['a'], expect.stringMatching(/./)]);
    const one = await api.must('GET', `${widgets}?limit=1&fieldSelector=metadata.name=b`);
    expect([names(one), token(one)]).toEqual([['b'], '']);
    await api.must('DELETE', `${widgets}/a`);
    const past = await api.must(
      'GET',
      `${widgets}?limit=2&resourceVersion=${text(metadataOf(list)['resourceVersion'])}`,
    );
    expect(names(past)).toEqual(['a', 'b']);
  });

  it('gives an exact past, and no future', async () => {
    const before = await api.must('GET', widgets);
    await api.must('DELETE', widgets);
    const version = text(metadataOf(before)['resourceVersion']);
    const past = await api.must('GET', `${widgets}?resourceVersion=${version}&resourceVersionMatch=Exact`);
    expect(names(past)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect((await api.call('GET', `${widgets}?resourceVersion=99999`)).json).toMatchObject({
      code: 504,
      reason: 'Timeout',
    });
  });

  it('refuses a continue token that is none', async () => {
    for (const bad of ['zzz', Buffer.from('{"rv":"x","start":1}').toString('base64url'), '%00']) {
      expect((await api.call('GET', `${widgets}?continue=${bad}`)).status).toBe(400);
    }
  });
});

describe('output', () => {
  it('makes Tables, with as much of the object as asked', async () => {
    const accept = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const table = await api.must('GET', `${widgets}/a`, undefined, accept);
    expect(table).toMatchObject({
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Size', type: 'integer' }],
      rows: [{ cells: ['a', 1], object: { kind: 'PartialObjectMetadata' } }],
    });
    const whole = await api.must('GET', `${widgets}?includeObject=Object&limit=1`, undefined, accept);
    expect(objects(whole['rows'])[0]?.['object']).toMatchObject({ kind: 'Widget', spec: { size: 1 } });
  });

  it('gives metadata alone, YAML, and compresses what is large', async () => {
    const partial = await api.must('GET', `${widgets}/a`, undefined, {
      accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
    });
    expect([partial['kind'], partial['spec']]).toEqual(['PartialObjectMetadata', undefined]);
    expect((await api.call('GET', `${widgets}/a`, undefined, { accept: 'application/yaml' })).text).toContain(
      'kind: Widget\n',
    );
    await api.must('POST', widgets, widget('big', { size: 1, color: 'x'.repeat(200_000) }));
    const zipped = await api.call('GET', `${widgets}/big`, undefined, { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.text.length).toBeLessThan(10_000);
  });
});
