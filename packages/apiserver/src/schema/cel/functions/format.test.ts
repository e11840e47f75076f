import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["format.dns1123Label().validate('a').hasValue()", false],
  [
    `format.dns1123Label().validate('A').value() == ["a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"]`,
    true,
  ],
  ["format.dns1123Label().validate('a.b').value() == ['must not contain dots']", true],
  [
    "format.dns1123Label().validate('aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb').value() == ['must be no more than 63 characters']",
    true,
  ],
  [
    "format.dns1123Label().validate('aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb').value() == ['must be no more than 63 bytes']",
    false,
  ],
  [
    "format.labelValue().validate('aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb').value() == ['must be no more than 63 bytes']",
    true,
  ],
  ["format.labelValue().validate('').hasValue()", false],
  ["format.qualifiedName().validate('/a').value() == ['prefix part must be non-empty']", true],
  ["format.qualifiedName().validate('a/b/c').value().size() == 1", true],
  ["format.dns1123LabelPrefix().validate('my-').hasValue()", false],
  ["format.dns1123LabelPrefix().validate('-').hasValue()", true],
  ["format.dns1123LabelPrefix().validate('A-').hasValue()", false],
  ["format.dns1123SubdomainPrefix().validate('a.-').hasValue()", false],
  ["format.dns1035LabelPrefix().validate('1-').hasValue()", false],
  [
    `format.dns1035Label().validate('1').value() == ["a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"]`,
    true,
  ],
  [`format.uri().validate('a b').value() == ['parse "a b": invalid URI for request']`, true],
  ["format.uuid().validate('x').value() == ['does not match the UUID format']", true],
  ["format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()", false],
  ["format.byte().validate('!').value() == ['invalid base64']", true],
  ["format.byte().validate('').hasValue()", true],
  ["format.byte().validate('aGVsbG8=').hasValue()", false],
  ["format.date().validate('2021-13-01').value() == ['invalid date']", true],
  ["format.datetime().validate('2021-01-01').value() == ['invalid datetime']", true],
  ["format.datetime().validate('2021-01-01T00:00:00Z').hasValue()", false],
  ["format.named('dns1123Label').value() == format.dns1123Label()", true],
  ["format.named('DNS1123Label').hasValue()", false],
  ["format.named('x').hasValue()", false],
  ["format.named('x').value() == format.uri()", 'optional.none() dereference'],
  ['format.uri() == format.uuid()', false],
];

describe('formats', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
