import { expect, it } from 'vitest';
import { xmlDocument } from './xml.ts';

const head = "<?xml version='1.0' encoding='UTF-8'?>";

it.each([
  [
    'a double-nested list',
    { Vpcs: { Vpc: [{ VpcId: 'a' }, { VpcId: 'b' }] } },
    '<Vpcs><Vpc><VpcId>a</VpcId></Vpc><Vpc><VpcId>b</VpcId></Vpc></Vpcs>',
  ],
  ['a list of PrivateLink, without an element around it', { Zones: ['i', 'j'] }, '<Zones>i</Zones><Zones>j</Zones>'],
  ['an empty list', { Endpoints: [], Vpcs: { Vpc: [] } }, '<Vpcs></Vpcs>'],
  ['numbers, booleans, what is not there', { N: 3, B: false, U: undefined }, '<N>3</N><B>false</B>'],
  ['what is special', { D: 'a<b>&"ü\u0001\ud800' }, '<D>a&lt;b&gt;&amp;"ü\ufffd\ufffd</D>'],
])('writes %s', (_what, value, text) => {
  expect(xmlDocument('XResponse', value)).toBe(`${head}<XResponse>${text}</XResponse>`);
});
