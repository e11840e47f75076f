import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../schema/json.ts';
import type { MergeSchema } from './resource.ts';
import { strategicMerge } from './strategic.ts';

interface Recorded {
  name: string;
  kind: 'Service' | 'ConfigMap' | 'ServiceAccount';
  document: JsonObject;
  patch: Json;
  result?: JsonObject;
  code?: number;
  message?: string;
}

// Recorded from a real 1.20.2 server.
const recorded: Recorded[] = JSON.parse(readFileSync(new URL('reference/strategic.json', import.meta.url), 'utf8'));

const byKey = (key: string): MergeSchema => ({
  type: 'array',
  items: { type: 'object' },
  'x-kubernetes-patch-strategy': 'merge',
  'x-kubernetes-patch-merge-key': key,
});
const kinds: Record<Recorded['kind'], MergeSchema> = {
  Service: { type: 'object', properties: { spec: { type: 'object', properties: { ports: byKey('port') } } } },
  ConfigMap: { type: 'object' },
  ServiceAccount: { type: 'object', properties: { secrets: byKey('name') } },
};

/** Without what the server's decoder adds to ports and drops of directives. */
function plain(value: JsonObject): Json {
  const dropped = new Set(['protocol', 'targetPort', '$patch']);
  const parsed: JsonObject = JSON.parse(
    JSON.stringify(value, (key, item: Json) => (dropped.has(key) ? undefined : item)),
  );
  const metadata = parsed['metadata'] as JsonObject;
  if (Object.keys((metadata['labels'] ?? {}) as JsonObject).length === 0) delete metadata['labels'];
  return parsed;
}

describe('strategicMerge', () => {
  it.each(recorded.filter(({ result }) => result !== undefined))(
    'as a real 1.20 server answers: $name',
    (recording) => {
      const { kind, document, patch, result = {} } = recording;
      const before = structuredClone(document);
      expect(plain(strategicMerge(document, patch, kinds[kind]))).toEqual(plain(result));
      expect(document).toEqual(before);
    },
  );

  it.each(recorded.filter(({ result }) => result === undefined))(
    'as a real 1.20 server refuses: $name',
    (recording) => {
      const { kind, document, patch, code, message } = recording;
      expect(() => strategicMerge(document, patch, kinds[kind])).toThrow(expect.objectContaining({ code, message }));
    },
  );
});
