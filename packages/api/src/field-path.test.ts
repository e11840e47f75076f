import { expect, it } from 'vitest';
import { fieldPath } from './field-path.ts';

it.each([
  [[], ''],
  [['spec', 'ackVpcEndpoint', 1, 'clusterId'], 'spec.ackVpcEndpoint[1].clusterId'],
  [['metadata', 'annotations', 'asm-privatelink.io/keep'], 'metadata.annotations[asm-privatelink.io/keep]'],
])('writes %j as Kubernetes does', (segments, path) => {
  expect(fieldPath(segments)).toBe(path);
});
