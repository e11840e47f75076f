import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import {
  type Amount,
  addQuantities,
  canonical,
  compareQuantities,
  floatOf,
  integerOf,
  parseQuantity,
  signOf,
} from './go-quantity.ts';

class Quantity {
  readonly text: string;
  readonly #amount: Amount;

  constructor(amount: Amount) {
    this.#amount = amount;
    this.text = canonical(amount);
  }

  get amount(): Amount {
    return this.#amount;
  }
}

const TYPE = 'kubernetes.Quantity';

/** Resource quantities, such as `100m` and `1.5Gi`: k8s.io/apiserver/pkg/cel/library/quantity.go. */
export function registerQuantity(environment: Environment): void {
  const compare = (left: Quantity, right: Quantity): number => compareQuantities(left.amount, right.amount);
  const ofInt = (value: bigint): Quantity => new Quantity({ unscaled: value, exponent: 0, isSmall: true });
  environment
    .registerType(TYPE, Quantity)
    .registerOperator(`${TYPE} == ${TYPE}`, (left: Quantity, right: Quantity) => left.text === right.text)
    .registerFunction('isQuantity(string): bool', (text: string) => !('problem' in inRange(() => parseQuantity(text))))
    .registerFunction(`quantity(string): ${TYPE}`, toQuantity)
    .registerFunction(`sign(${TYPE}): int`, ({ amount }: Quantity) => BigInt(signOf(amount)))
    .registerFunction(`${TYPE}.isInteger(): bool`, ({ amount }: Quantity) => integerOf(amount) !== undefined)
    .registerFunction(`${TYPE}.asInteger(): int`, toInteger)
    .registerFunction(`${TYPE}.asApproximateFloat(): double`, ({ amount }: Quantity) => floatOf(amount))
    .registerFunction(`${TYPE}.compareTo(${TYPE}): int`, (left: Quantity, right: Quantity) =>
      BigInt(compare(left, right)),
    )
    .registerFunction(
      `${TYPE}.isLessThan(${TYPE}): bool`,
      (left: Quantity, right: Quantity) => compare(left, right) < 0,
    )
    .registerFunction(
      `${TYPE}.isGreaterThan(${TYPE}): bool`,
      (left: Quantity, right: Quantity) => compare(left, right) > 0,
    )
    .registerFunction(`${TYPE}.add(${TYPE}): ${TYPE}`, add)
    .registerFunction(`${TYPE}.add(int): ${TYPE}`, (left: Quantity, right: bigint) => add(left, ofInt(right)))
    .registerFunction(`${TYPE}.sub(${TYPE}): ${TYPE}`, (left: Quantity, right: Quantity) => add(left, negative(right)))
    .registerFunction(`${TYPE}.sub(int): ${TYPE}`, (left: Quantity, right: bigint) => add(left, ofInt(-right)));
}

function toQuantity(text: string): Quantity {
  const parsed = inRange(() => parseQuantity(text));
  if ('problem' in parsed) throw new EvaluationError(parsed.problem);
  return new Quantity(parsed);
}

function toInteger({ amount }: Quantity): bigint {
  const value = integerOf(amount);
  if (value === undefined) throw new EvaluationError('cannot convert value to integer');
  return value;
}

function add(left: Quantity, right: Quantity): Quantity {
  return new Quantity(inRange(() => addQuantities(left.amount, right.amount)));
}

function negative({ amount }: Quantity): Quantity {
  return new Quantity({ ...amount, unscaled: -amount.unscaled });
}

function inRange<T>(calculate: () => T): T {
  try {
    return calculate();
  } catch (error) {
    if (error instanceof RangeError) throw new EvaluationError(error.message);
    throw error;
  }
}
