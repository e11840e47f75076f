import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  [
    "isQuantity('1') && isQuantity('1.5Gi') && isQuantity('100m') && isQuantity('1e3') && isQuantity('1E3') && isQuantity('-1.') && isQuantity('.5') && !isQuantity('1K') && !isQuantity('') && !isQuantity('1 Gi') && !isQuantity('abc') && !isQuantity('1e') && !isQuantity('1.5.5')",
    true,
  ],
  ["isQuantity('k')", true],
  ["isQuantity('-')", true],
  ["isQuantity('.')", true],
  ["isQuantity('1+5')", false],
  ["isQuantity('1e99')", true],
  ["isQuantity('1ee9')", false],
  ["isQuantity('Ki')", true],
  [
    "quantity('').isInteger()",
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  ["quantity('1K').isInteger()", "unable to parse quantity's suffix"],
  [
    "quantity('a').isInteger()",
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  [
    "quantity('1.5.5').isInteger()",
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  ["quantity('1e99999999999').isInteger()", false],
  ["quantity('50000000G').isInteger()", true],
  ["quantity('50k').asInteger() == 50000", true],
  ["quantity('1.5Gi').asInteger() == 1", 'cannot convert value to integer'],
  ["quantity('1.5Gi').isInteger()", false],
  ["quantity('1000m').isInteger()", false],
  ["quantity('1.0').isInteger()", false],
  ["quantity('2').isInteger()", true],
  ["quantity('9999999999999999999999999999999999999G').isInteger()", false],
  ["quantity('9999999999999999999').isInteger()", false],
  ["quantity('9223372036854775807').isInteger()", false],
  ["quantity('922337203685477580').isInteger()", true],
  ["quantity('1Ei').isInteger()", false],
  ["quantity('4Ei').isInteger()", false],
  ["quantity('9Ei').isInteger()", false],
  ["quantity('1Pi').isInteger()", false],
  ["quantity('100Ti').isInteger()", false],
  ["quantity('1Ti').isInteger()", true],
  ["quantity('10Gi').isInteger()", true],
  ["quantity('100000Gi').isInteger()", false],
  ["quantity('1000000Gi').isInteger()", false],
  ["quantity('999999Gi').isInteger()", false],
  ["quantity('99999Gi').isInteger()", true],
  ["quantity('1n').asApproximateFloat() == 1e-9", true],
  ["quantity('0.1n') == quantity('1n')", true],
  ["quantity('1.23456789012n').asApproximateFloat() == 2e-9", true],
  ["quantity('50k').asApproximateFloat() == 50000.0", true],
  ["quantity('50.703k').asApproximateFloat() == 50703.0", true],
  ["quantity('1.5Gi').asApproximateFloat() == 1610612736.0", true],
  ["quantity('0.3').asApproximateFloat() == 0.3", false],
  [
    "quantity('1Gi') == quantity('1024Mi') && quantity('1000m') == quantity('1') && quantity('1.5Gi') == quantity('1536Mi')",
    true,
  ],
  ["quantity('1e1000').isGreaterThan(quantity('1'))", true],
  ["quantity('1e1000').add(quantity('1')).isGreaterThan(quantity('1'))", true],
  [
    "quantity('10').compareTo(quantity('9')) == 1 && quantity('-1').compareTo(quantity('1')) == -1 && quantity('1').compareTo(quantity('1000m')) == 0",
    true,
  ],
  [
    "quantity('-10').isLessThan(quantity('-9')) && !quantity('-9').isLessThan(quantity('-10')) && quantity('1').isGreaterThan(quantity('0'))",
    true,
  ],
  ["sign(quantity('-1')) == -1 && sign(quantity('0')) == 0 && sign(quantity('1m')) == 1", true],
  [
    "quantity('50k').add(quantity('20')) == quantity('50020') && quantity('50k').sub(quantity('20')) == quantity('49980') && quantity('50k').add(20).asInteger() == 50020 && quantity('50k').sub(20).asInteger() == 49980",
    true,
  ],
  ["quantity('1').add(quantity('1m')).isInteger()", false],
  ["quantity('1').add(quantity('1000m')).isInteger()", false],
  ["quantity('1').add(quantity('0m')).isInteger()", true],
  ["quantity('0').add(quantity('1k')).asInteger() == 1000", true],
  ["quantity('9000000000000000000').add(quantity('9000000000000000000')).isInteger()", false],
  ["quantity('100000000000000000').add(quantity('1m')).isInteger()", false],
  ["quantity('9Ei') == quantity('9223372036854775807')", true],
  ["quantity('-9Ei') == quantity('-9223372036854775807')", true],
  ["quantity('99999999999999999999Ei') == quantity('9223372036854775807')", true],
  ["[quantity('1'), quantity('2')].indexOf(quantity('2000m')) == 1", true],
  ["quantity('2') in [quantity('2000m')]", true],
];

describe('quantities', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
