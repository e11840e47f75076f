import { describe, expect, it } from 'vitest';
import { createRedactor, isSecretName, REMOVED } from './redact.ts';

const SECRET = 'Zq8vN3rT6yXw1Kb5';
const PEM = `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA${SECRET}\nAbCd+/==\n-----END RSA PRIVATE KEY-----`;
const JWT = `eyJhbGciOiJSUzI1NiJ9.${SECRET}.c2ln`;

describe('secrets in a text', () => {
  it.each<[string, string]>([
    ['an access key', `AccessKeyId=LTAI5t${SECRET} is refused`],
    ['the id of a temporary key', `caller STS.NU${SECRET}`],
    ['a signed query', `http://127.0.0.1/?Action=X&Signature=${SECRET}%3D&SecurityToken=${SECRET}&Version=1`],
    ['a header of the ROA style', `Authorization: acs LTAI5t${SECRET}:${SECRET}=`],
    [
      'a header of the third style',
      `"authorization":"ACS3-HMAC-SHA256 Credential=LTAI5t${SECRET},SignedHeaders=host;x-acs-date,Signature=${SECRET}"`,
    ],
    ['a scheme without its header', `sent Bearer ${SECRET} and Basic ${SECRET}==`],
    ['the header of a security token', `x-acs-security-token: ${SECRET}`],
    ['a JSON web token', `user ${JWT}.`],
    ['a private key', `before\n${PEM}\nafter`],
    ['a private key that was cut', PEM.slice(0, -20)],
    ['a private key in JSON', JSON.stringify({ file: PEM })],
    ['a private key in base64', Buffer.from(PEM).toString('base64')],
    ['a password in a URL', `https://user:${SECRET}@proxy.example:8080/`],
    ['YAML', `users:\n- user:\n    client-key-data: ${SECRET}\n    token: ${SECRET} ${SECRET}\n`],
    ['a list in YAML', `- password: ${SECRET} ${SECRET}`],
    ['a block of YAML', `  token: |\n    ${SECRET}\n    ${SECRET}\n  other: kept`],
    ['JSON', `{"accessKeySecret":"${SECRET}","sts_token" : "${SECRET} ${SECRET}"}`],
    ['JSON in JSON', JSON.stringify({ line: JSON.stringify({ password: `${SECRET} ${SECRET}` }) })],
    ['the environment', `ALIBABA_CLOUD_ACCESS_KEY_SECRET='${SECRET}' MYTOKEN=${SECRET}`],
    ['a Secret as YAML', `kind: Secret\ndata:\n  any: ${SECRET}\n  thing: ${SECRET}\ntype: Opaque`],
    ['a Secret as JSON', `{"data":{"any":"${SECRET}"},"kind":"Secret"}`],
    ['a cookie', `Set-Cookie: session=${SECRET}`],
  ])('%s', (_, text) => {
    const redactor = createRedactor([]);
    const clean = redactor.text(text);
    expect(clean).not.toContain(SECRET);
    expect(clean).not.toContain(SECRET.slice(0, 10));
    expect(clean).toContain(REMOVED);
    expect(redactor.count).toBeGreaterThan(0);
    expect(redactor.text(clean)).toBe(clean);
  });

  it('what is known goes in every spelling', () => {
    const odd = 'p"ss wörd';
    const texts = [odd, encodeURIComponent(odd), Buffer.from(odd).toString('base64'), JSON.stringify({ x: odd })];
    for (const text of texts) expect(createRedactor([odd]).text(`seen ${text}`)).toMatch(/^seen (\{"x":")?REMOVED/);
  });

  it.each([
    'API server of cab9ace222210457a83f09fcd42e9f1d7: the endpoint ep-bp1 is Active',
    'x509: certificate is valid for kubernetes, not for ep-bp1.epsrv-bp1.cn-hangzhou.privatelink.aliyuncs.com',
    'ClientToken: 0a1b2c3d',
    'kind: ConfigMap\ndata:\n  any: thing',
    '2026-01-01T00:00:00Z GET https://127.0.0.1:6443/apis/x?limit=1',
  ])('what is none stays: %s', (text) => {
    expect(createRedactor([]).text(text)).toBe(text);
  });

  it('comes to its end whatever is in the text', () => {
    const redactor = createRedactor([]);
    for (const piece of ['-----BEGIN PRIVATE KEY-----', 'token', 'a', '"', 'data:\n ', 'eyJ', '//', '\\', 'token:"']) {
      // A look that is quadratic would take minutes for each.
      expect(redactor.text(`kind: Secret ${piece.repeat(10_000)}`).length).toBeGreaterThan(0);
    }
  });
});

describe('secrets in an object', () => {
  const clean = (value: unknown) => createRedactor([]).value(value);

  it('go by the name that they have, and what else there is stays', () => {
    expect(
      clean({ token: SECRET, nested: [{ clientKeyData: { a: SECRET } }], on: 'kept', empty: { password: '' }, n: 1 }),
    ).toEqual({ token: REMOVED, nested: [{ clientKeyData: REMOVED }], on: 'kept', empty: { password: '' }, n: 1 });
  });

  it('variables and tags are pairs of name and value', () => {
    expect(
      clean([
        { name: 'ACCESS_KEY_SECRET', value: SECRET },
        { Key: 'db-password', Value: SECRET },
      ]),
    ).toEqual([
      { name: 'ACCESS_KEY_SECRET', value: REMOVED },
      { Key: 'db-password', Value: REMOVED },
    ]);
  });

  it('a Secret loses its data, also where it stands as text', () => {
    const secret = { kind: 'Secret', metadata: { name: 'x' }, data: { any: SECRET }, stringData: { b: SECRET } };
    const gone = { ...secret, data: REMOVED, stringData: REMOVED };
    expect(clean(secret)).toEqual(gone);
    expect(clean({ annotation: JSON.stringify(secret) })).toEqual({ annotation: JSON.stringify(gone) });
  });

  it('knows names in all their spellings', () => {
    const names = ['client-key-data', 'clientKeyData', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'Authorization', 'sts_token'];
    expect(names.map(isSecretName)).toEqual(names.map(() => true));
    expect(['ClientToken', 'NextToken', 'key', 'clusterId', 'domainName'].map(isSecretName)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });
});
