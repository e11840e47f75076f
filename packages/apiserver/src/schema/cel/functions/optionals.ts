import type { Environment, Optional } from '@marcbachmann/cel-js';
import { same } from '../same.ts';

const held = ['bool', 'bytes', 'double', 'int', 'list<string>', 'string', 'uint'];

/** Equality of optional values (cel-go common/types/optional.go): of two with nothing in them or with the same; null is not one of them. */
export function registerOptionals(environment: Environment): void {
  environment.registerOperator('optional<T> == optional<T>', (left: Optional, right: Optional) =>
    left.hasValue() && right.hasValue() ? same(left.value(), right.value()) : left.hasValue() === right.hasValue(),
  );
  environment.registerFunction(
    'OptionalNamespace.unwrap(list<optional<T>>): list<T>',
    (_: unknown, items: Optional[]) => unwrap(items),
  );
  for (const type of held) environment.registerOperator(`optional<${type}> == null`, () => false);
}

/** What there is in a list of optional values. */
export function unwrap(items: readonly Optional[]): unknown[] {
  return items.filter((item) => item.hasValue()).map((item) => item.value());
}
