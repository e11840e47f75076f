import { createHash } from 'node:crypto';
import type { Registry } from '../registry.ts';
import type { Resource } from '../resource.ts';

export interface Document {
  body: string | Uint8Array;
  /** SHA-512 of the body, in capitals, as documents are named by. */
  hash: string;
}

/** OpenAPI documents: made when first asked for, and again after the resources have changed. */
export interface Documents {
  get(name: string, make: (resources: readonly Resource[]) => string | Uint8Array): Document;
}

export function createDocuments(registry: Registry): Documents {
  const made = new Map<string, Document>();
  let epoch = registry.epoch();
  return {
    get(name, make) {
      if (registry.epoch() !== epoch) made.clear();
      epoch = registry.epoch();
      const known = made.get(name);
      if (known !== undefined) return known;
      const body = make(registry.all());
      const document = { body, hash: hashOf(body) };
      made.set(name, document);
      return document;
    },
  };
}

export function hashOf(body: string | Uint8Array): string {
  return createHash('sha512').update(body).digest('hex').toUpperCase();
}
