import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["isURL('http://a:1:2/')", true],
  ["isURL('http://[::1')", false],
  ["isURL('http://[1.2.3.4]/')", false],
  ["isURL('http://[fe80::1%25en0]/')", true],
  ["isURL('http://[zz]/')", false],
  ["isURL('http://a[::1]/')", false],
  ["isURL('x://a:1:2/')", true],
  ["url('http://a:1:2/').getHost() == ''", false],
  [
    "url('http://[::1').getHost() == ''",
    `URL parse error during conversion from string: parse "http://[::1": missing ']' in host`,
  ],
  [
    "url('http://[1.2.3.4]/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://[1.2.3.4]/": invalid IP-literal',
  ],
  [
    "url('http://[zz]/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://[zz]/": invalid host: ParseAddr("zz"): unable to parse IP',
  ],
  [
    "url('http://a[::1]/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a[::1]/": invalid IP-literal',
  ],
  [
    "url('http://a:b/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a:b/": invalid port ":b" after host',
  ],
  [
    "url('http://a b/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a b/": invalid character " " in host name',
  ],
  [
    "url('http://a%41/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a%41/": invalid URL escape "%41"',
  ],
  [
    "url('http://a%zz/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a%zz/": invalid URL escape "%zz"',
  ],
  [
    "url('http://a/%zz').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a/%zz": invalid URL escape "%zz"',
  ],
  [
    "url('http://a/?x#%zz').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a/?x#%zz": invalid URL escape "%zz"',
  ],
  ["url('http://u@:x@a/').getHost() == 'a'", true],
  [
    "url('http://u{@a/').getHost() == 'a'",
    'URL parse error during conversion from string: parse "http://u{@a/": net/url: invalid userinfo',
  ],
  ["url('').getHost() == ''", 'URL parse error during conversion from string: parse "": empty url'],
  ["url('a').getHost() == ''", 'URL parse error during conversion from string: parse "a": invalid URI for request'],
  ["url(':a').getHost() == ''", 'URL parse error during conversion from string: parse ":a": missing protocol scheme'],
  ["url('a:b').getHost() == ''", true],
  ["url('//a/b').getHost() == 'a'", true],
  ["url('//a/b').getEscapedPath() == '/b'", true],
  ["url('*').getEscapedPath() == '*'", true],
  [
    "url('http://a\\n/').getHost() == ''",
    'URL parse error during conversion from string: parse "http://a\\n/": net/url: invalid control character in URL',
  ],
  ["url('http://a/b c').getEscapedPath() == '/b%20c'", true],
  ["url('http://a/b%20c').getEscapedPath() == '/b%20c'", true],
  ["url('http://a/b%41c[]').getEscapedPath() == '/b%41c[]'", true],
  ["url('http://a/ü').getEscapedPath() == '/%C3%BC'", true],
  ["url('http://ü/').getHost() == 'ü'", true],
  ["url('http://%C3%BC/').getHost() == 'ü'", true],
  ["url('http://a/?k1=a&k2=b&k2=c').getQuery() == {'k1': ['a'], 'k2': ['b', 'c']}", true],
  ["url('http://a/?a+b=c%20d').getQuery() == {'a b': ['c d']}", true],
  ["url('http://a/?a;b=c&d=%zz&e').getQuery() == {'e': ['']}", true],
  ["url('http://a/?').getQuery() == {}", true],
  ["url('HTTP://a:80/').getScheme() == 'http'", true],
  ["url('http://[::1]:80/').getHostname() == '::1'", true],
  ["url('http://[::1]:80/').getPort() == '80'", true],
  ["url('http://[::1]:80/').getHost() == '[::1]:80'", true],
  ["url('http://a:/').getPort() == ''", true],
  ["url('http://a:/').getHost() == 'a:'", true],
  ["url('http://a/b%41') == url('http://a/bA')", false],
  ["url('HTTP://a/b') == url('http://a/b')", true],
  ["url('http://a/?') == url('http://a/')", false],
  ["isURL('mailto:x')", true],
  ["isURL('../a')", false],
  ["isURL('/a#b')", true],
  ["url('/a') in [url('/a')]", true],
];

describe('isURL and url', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
