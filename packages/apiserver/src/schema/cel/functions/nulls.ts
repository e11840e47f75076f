import type { Environment } from '@marcbachmann/cel-js';

const types = [
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
  'kubernetes.NamedFormat',
  'kubernetes.Quantity',
  'kubernetes.Semver',
  'kubernetes.URL',
  'net.CIDR',
  'net.IP',
];

/** What may be null by its type, and never is: objects are declared with theirs. */
export function registerNulls(environment: Environment): void {
  for (const type of types) registerNull(environment, type);
}

export function registerNull(environment: Environment, type: string): void {
  environment.registerOperator(`${type} == null`, () => false);
}
