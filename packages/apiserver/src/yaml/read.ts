import { type Constructed, construct } from './construct.ts';
import { parseDocument } from './parse.ts';
import { decodeSource } from './source.ts';

/**
 * The first document of a YAML as the JSON that a real server makes of it (sigs.k8s.io/yaml, which is YAML 1.1 with exceptions).
 * @throws SyntaxError in its words, and for a document nested deeper than `maxDepth`
 */
export function readYaml(bytes: Uint8Array, maxDepth: number): Constructed {
  const source = decodeSource(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const root = parseDocument(source, maxDepth);
  return root === undefined ? { value: null, repeated: [] } : construct(root, maxDepth);
}
