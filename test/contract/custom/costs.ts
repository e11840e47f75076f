import { type ContractRequest, post } from '../request.ts';
import { definition, definitions, version } from './kinds.ts';

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const short = (maxLength: number): Schema => ({ type: 'string', maxLength });
const list = (items: Schema, maxItems?: number): Schema => ({
  type: 'array',
  items,
  ...(maxItems === undefined ? {} : { maxItems }),
});
const map = (values: Schema, maxProperties?: number): Schema => ({
  type: 'object',
  additionalProperties: values,
  ...(maxProperties === undefined ? {} : { maxProperties }),
});
const object = (properties: Schema, more: Schema = {}): Schema => ({ type: 'object', properties, ...more });
const held = (schema: Schema, ...rules: (string | object)[]): Schema => ({
  ...schema,
  'x-kubernetes-validations': rules.map((rule) => (typeof rule === 'string' ? { rule } : rule)),
});
const item = object({ name: short(63), port: whole }, { required: ['name', 'port'] });
const same = "self == 'a text of some length'";
const unique = 'self.all(x, self.exists_one(y, x.name == y.name))';

/** The schema of a field, by what it shows. Some are accepted, some refused: by a rule, a message, or all rules together. */
const schemas: Record<string, Schema> = {
  'equal texts without a limit': held(object({ a: text, b: text }), 'self.a == self.b'),
  'a text in a list without limits': list(held(text, same)),
  'a text in a list of a limit': list(held(text, same), 50),
  'a short text in a list without a limit': list(held(short(9), same)),
  'a number in a list without a limit': list(held(whole, 'self > 1')),
  'a number in a list in a list, without limits': list(list(held(whole, 'self > 1'))),
  'a number in a list in a list, one of a limit': list(list(held(whole, 'self > 1'), 9)),
  'a number in a map without a limit': map(held(whole, 'self > 1')),
  'an object with much that it must have in a list': list(
    held(item, 'self.port > 1 && self.port < 9 && has(self.name)'),
  ),
  'a pattern on a text without a limit': held(text, "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')"),
  'a pattern on short texts': list(held(short(253), "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')"), 64),
  'a text as a pattern': held(object({ a: short(1000), b: short(1000) }), 'self.a.matches(self.b)'),
  'a text in a text, both long': held(object({ a: text, b: text }), 'self.a.contains(self.b)'),
  'a text in a text, one short': held(object({ a: text, b: short(9) }), 'self.a.contains(self.b)'),
  'all of a list without limits': held(list(text), "self.all(x, x == 'a')"),
  'all of a list, with a pattern': held(list(text), "self.all(x, x.matches('^[a-z]+$'))"),
  'all of a list of a limit, with a pattern': held(list(short(63), 20), "self.all(x, x.matches('^[a-z]+$'))"),
  'a loop in a loop without limits': held(list(whole), 'self.all(x, self.exists(y, x == y))'),
  'a loop in a loop, just too much': held(list(item, 1300), unique),
  'a loop in a loop, just not too much': held(list(item, 1000), unique),
  'a loop in a loop, ten times too much': held(list(item, 4000), unique),
  'the keys of a map': held(map(text), "self.all(k, k == 'a' || self[k] == 'b')"),
  'the keys of a map of a limit, in a loop': held(
    map(short(9), 400),
    'self.all(k, self.exists(l, self[k] == self[l]))',
  ),
  'a number of few digits in a list of a list of a limit': held(
    list(list(whole, 40), 40),
    'self.all(x, x.all(y, self.exists(z, z[0] == y)))',
  ),
  'one of some words': list(held({ type: 'string', enum: ['one', 'three'] }, same)),
  'a number or a text': list(
    held({ 'x-kubernetes-int-or-string': true }, "type(self) == int ? self > 1 : self == 'all'"),
  ),
  'bytes, times and durations': list(
    held(
      object({
        a: { type: 'string', format: 'byte' },
        b: { type: 'string', format: 'date-time' },
        c: { type: 'string', format: 'duration' },
      }),
      "self.a == b'x' || self.b > timestamp('2024-01-01T00:00:00Z') || self.c == duration('1s')",
    ),
  ),
  'texts put together and taken apart': held(
    list(short(20), 30),
    "self.join(',').split(',').all(x, x.replace('a', 'bb').lowerAscii().matches('^b+$'))",
  ),
  'a list made from another': held(
    list(short(20), 30),
    "self.map(x, x + x).filter(x, x.size() > 3).all(x, x.matches('^b+$'))",
  ),
  'a search in a text without a limit': held(text, "self.find('[0-9]+') == ''"),
  'all that is found in short texts': list(held(short(40), "self.findAll('[0-9]+').all(x, x.matches('1'))"), 900),
  'lists compared as sets': list(
    held(object({ a: list(whole, 90), b: list(whole, 90) }), 'sets.equivalent(self.a, self.b)'),
    900,
  ),
  'a sorted list of texts': list(held(list(short(63), 90), 'self.isSorted()'), 9000),
  'the largest of texts that a rule makes': held(list(short(9), 9), "self.map(x, x + 'a').max() == 'a'"),
  'equal URLs': list(held(short(90), "url(self) == url('http://example.com/')"), 90_000),
  'unequal addresses': held(short(9), "ip(self) != ip('1.2.3.4')"),
  'networks and addresses': list(held(short(40), 'cidr(self).containsIP(self) && ip.isCanonical(self)'), 90_000),
  'formats of texts': list(held(short(90), 'format.dns1123Label().validate(self).hasValue()'), 9000),
  'quantities and versions': list(held(short(90), 'quantity(self) == quantity(self) && isSemver(self)'), 90_000),
  'what was there before': held(list(short(63), 200), 'oldSelf.all(x, x in self)'),
  'what was there before, if anything': held(list(text), {
    rule: 'oldSelf.hasValue() && self.all(x, x in oldSelf.value())',
    optionalOldSelf: true,
  }),
  'a field twice in a loop': held(
    list(object({ a: short(5), b: list(short(9), 900) }), 90),
    'self.all(x, x.b.all(y, y.size() > x.a.size()))',
  ),
  'a message of a number': held(whole, { rule: 'self > 1', messageExpression: "'not ' + string(self)" }),
  'a message of a text': held(text, { rule: "self != ''", messageExpression: "'not ' + self" }),
  'a message of long texts': held(object({ a: text, b: text }), {
    rule: "self.a != ''",
    messageExpression: "self.a.replace('', self.b)",
  }),
  'two rules too much each': held(list(whole), 'self.all(x, self.exists(y, x == y))', 'self.exists_one(x, x in self)'),
  'rules that are too much together': object({
    a: list(held(short(14), ...Array.from({ length: 7 }, (_, at) => `self != '${'a'.repeat(30 + at)}'`))),
    b: list(held(object({ c: whole, d: whole }), ...Array.from({ length: 4 }, (_, at) => `self.c + self.d > ${at}`))),
  }),
  'a rule that is no truth beside one that is too much': held(
    list(whole),
    'self.size() + 1',
    'self.all(x, self.exists(y, x == y))',
  ),
};

/** What the rules of a definition are expected to cost, and which definitions are therefore refused. */
export const costRequests: ContractRequest[] = Object.entries(schemas).map(([what, schema]) =>
  post(
    `the cost of rules: ${what}`,
    `${definitions}?dryRun=All`,
    definition('costs', 'Cost', { versions: [version({ a: schema })] }),
  ),
);
