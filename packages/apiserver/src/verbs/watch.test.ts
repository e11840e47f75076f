import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metadataOf, nameOf, text } from '../meta/object.ts';
import { isObject, type JsonObject } from '../schema/json.ts';
import { definitions, startTestServer, type TestServer, widget, widgetDefinition, widgets } from '../testing/client.ts';
import { LineQueue } from './line-queue.ts';

let api: TestServer;
beforeEach(async () => {
  api = await startTestServer({ history: { events: 30 } });
  await api.must('POST', definitions, widgetDefinition());
});
afterEach(() => api.server.close());

const merge = { 'content-type': 'application/merge-patch+json' };
const shown = (event: JsonObject | undefined): string => {
  const object = event?.['object'];
  return isObject(object) ? `${text(event?.['type'])} ${nameOf(object)}` : 'end';
};

describe('watch', () => {
  it('begins with what is there, and follows creation, change and deletion', async () => {
    await api.must('POST', widgets, widget('a'));
    const watch = await api.watch(`${widgets}?watch=1`);
    await api.must('POST', widgets, widget('b'));
    await api.must('PATCH', `${widgets}/a`, { spec: { size: 2 } }, merge);
    await api.must('DELETE', `${widgets}/b`);
    const seen = [await watch.next(), await watch.next(), await watch.next(), await watch.next()].map(shown);
    expect(seen).toEqual(['ADDED a', 'ADDED b', 'MODIFIED a', 'DELETED b']);
    watch.stop();
  });

  it('resumes after a version, and misses nothing', async () => {
    const made = await api.must('POST', widgets, widget('a'));
    await api.must('POST', widgets, widget('b'));
    const watch = await api.watch(`${widgets}?watch=true&resourceVersion=${text(metadataOf(made)['resourceVersion'])}`);
    expect(shown(await watch.next())).toBe('ADDED b');
    watch.stop();
  });

  it('answers a version that is gone with an ERROR event of 410', async () => {
    const made = await api.must('POST', widgets, widget('a'));
    for (let index = 0; index < 40; index += 1) {
      await api.must('PATCH', `${widgets}/a`, { spec: { size: 1 + (index % 2) } }, merge);
    }
    for (const since of ['1', text(metadataOf(made)['resourceVersion'])]) {
      const watch = await api.watch(`${widgets}?watch=1&resourceVersion=${since}`);
      expect(await watch.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
      expect(await watch.next()).toBeUndefined();
    }
  });

  it('shows objects that enter and leave the selection as added and deleted', async () => {
    const watch = await api.watch(`${widgets}?watch=1&labelSelector=x=y`);
    await api.must('POST', widgets, widget('a'));
    await api.must('PATCH', `${widgets}/a`, { metadata: { labels: { x: 'y' } } }, merge);
    const left = await api.must('PATCH', `${widgets}/a`, { metadata: { labels: { x: null } } }, merge);
    expect(shown(await watch.next())).toBe('ADDED a');
    const gone = await watch.next();
    expect(gone).toMatchObject({
      type: 'DELETED',
      object: { metadata: { labels: { x: 'y' }, resourceVersion: metadataOf(left)['resourceVersion'] } },
    });
    watch.stop();
  });

  it.each(['', '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan'])(
    'marks the end of the initial events%s, and ends without a word when nothing happens',
    async (asked) => {
      await api.must('POST', widgets, widget('a'));
      const watch = await api.watch(`${widgets}?watch=1&allowWatchBookmarks=true&timeoutSeconds=100${asked}`);
      expect(shown(await watch.next())).toBe('ADDED a');
      expect(await watch.next()).toMatchObject({
        type: 'BOOKMARK',
        object: { kind: 'Widget', metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
      });
      api.clock.advance(100_000);
      expect(await watch.next()).toBeUndefined();
    },
  );

  it('sends bookmarks each minute and before its end once something has happened', async () => {
    const list = await api.must('GET', widgets);
    const since = `resourceVersion=${text(metadataOf(list)['resourceVersion'])}`;
    const watch = await api.watch(`${widgets}?watch=1&allowWatchBookmarks=true&timeoutSeconds=100&${since}`);
    await api.must('POST', widgets, widget('a'));
    expect(shown(await watch.next())).toBe('ADDED a');
    api.clock.advance(60_000);
    expect(await watch.next()).toMatchObject({ type: 'BOOKMARK' });
    api.clock.advance(38_000);
    expect(await watch.next()).toMatchObject({ type: 'BOOKMARK' });
    api.clock.advance(2_000);
    expect(await watch.next()).toBeUndefined();
  });

  it('says the columns of a Table once', async () => {
    await api.must('POST', widgets, widget('a'));
    const watch = await api.watch(`${widgets}?watch=1`, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' });
    await api.must('POST', widgets, widget('b'));
    expect(await watch.next()).toMatchObject({
      object: { kind: 'Table', columnDefinitions: [{ name: 'Name' }, {}], rows: [{ cells: ['a', 1] }] },
    });
    expect(await watch.next()).toMatchObject({ object: { columnDefinitions: null, rows: [{ cells: ['b', 1] }] } });
    watch.stop();
  });

  it('ends when the definition changes, since what it would send is no longer what is served', async () => {
    const watch = await api.watch(`${widgets}?watch=1`);
    await api.must(
      'PATCH',
      `${definitions}/widgets.demo.example.com`,
      { spec: { versions: [{ ...version(), additionalPrinterColumns: [] }] } },
      merge,
    );
    expect(await watch.next()).toBeUndefined();
  });
});

function version(): JsonObject {
  const spec = widgetDefinition()['spec'];
  const [first] = isObject(spec) && Array.isArray(spec['versions']) ? spec['versions'] : [];
  return isObject(first) ? first : {};
}

describe('LineQueue', () => {
  it('cuts a reader that falls behind', async () => {
    const queue = new LineQueue();
    let released = 0;
    const lines = queue.lines(() => {
      released += 1;
    });
    for (let index = 0; index < 10_001; index += 1) queue.push(`${index}\n`);
    queue.push('after\n');
    const seen: string[] = [];
    for await (const chunk of lines) seen.push(chunk);
    expect([seen, released]).toEqual([[], 1]);
  });
});
