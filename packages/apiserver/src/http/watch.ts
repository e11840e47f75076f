import { streamMediaTypes } from '../decode/body.ts';
import { tableOf } from '../output/table.ts';
import { storedText } from '../output/view.ts';
import type { JsonObject } from '../schema/json.ts';
import { notAcceptable } from '../status.ts';
import { plainWatch, type WatchFormat, watchObjects } from '../verbs/watch.ts';
import type { ResourceCall } from './call.ts';
import type { KubeResponse } from './types.ts';

/** A watch: a stream of JSON lines, each an event. @throws StatusError 400, 406, 422 */
export function watchAnswer(call: ResourceCall): KubeResponse {
  const { context, resource, target, request, view } = call;
  if (view.format.type === 'yaml') throw notAcceptable(streamMediaTypes);
  const query = new URLSearchParams(call.query);
  if (target.name !== '') query.append('fieldSelector', `metadata.name=${target.name}`);
  const body = watchObjects(context, resource, {
    namespace: target.namespace,
    query,
    format: formatOf(call),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, private' }, body };
}

function formatOf({ resource, view, context }: ResourceCall): WatchFormat {
  const plain = plainWatch(resource);
  const as = view.format.as;
  if (as === undefined) return plain;
  const apiVersion = `meta.k8s.io/${as.version}`;
  return {
    object: (stored, first) => storedText(resource, stored, { ...view, now: context.clock.now(), headers: first }),
    bookmark: (revision, initialEnd) => {
      const object = JSON.parse(plain.bookmark(revision, initialEnd)) as JsonObject;
      if (as.kind !== 'Table') return JSON.stringify({ ...object, kind: 'PartialObjectMetadata', apiVersion });
      const options = { ...view, now: context.clock.now(), headers: false };
      return JSON.stringify(tableOf(resource, [object], { resourceVersion: String(revision) }, options));
    },
  };
}
