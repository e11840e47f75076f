import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { type Facts, memoryFacts } from '../store/facts.ts';

/** A certificate with its key, and the CA that signed it, all PEM. */
export interface KeyPair {
  cert: string;
  key: string;
  ca: string;
}

/** A certificate authority of one server: signs its serving certificates and its clients. */
export interface Authority {
  ca: string;
  /** For the server, with these names and addresses as SANs. */
  serving(names: readonly string[]): Promise<KeyPair>;
  /** For a client: the common name is the user, the organisations are the groups. */
  client(user: string, groups: readonly string[]): Promise<KeyPair>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 60 * 60 * 1000;
/** Days a certificate is valid, beginning a day ago so that clocks may differ. */
const validDays = 3650;

/** The authority that `facts` remembers, so that certificates of a former run stay good; else a new one. `now` in milliseconds. */
export async function createAuthority(now: number, facts: Facts = memoryFacts()): Promise<Authority> {
  const validity = { notBefore: new Date(now - dayMs), notAfter: new Date(now + validDays * dayMs) };
  const { certificate, privateKey } = (await remembered(facts)) ?? (await selfSigned(validity, facts));
  const ca = certificate.toString('pem');

  const issue = async (
    subject: x509.JsonName,
    usage: x509.ExtendedKeyUsage,
    extra: x509.Extension[],
  ): Promise<KeyPair> => {
    const own = await generateKeys();
    const leaf = await x509.X509CertificateGenerator.create(
      {
        serialNumber: serial(),
        subject,
        issuer: certificate.subject,
        ...validity,
        publicKey: own.publicKey,
        signingKey: privateKey,
        signingAlgorithm: algorithm,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([usage], false),
          await x509.AuthorityKeyIdentifierExtension.create(certificate, false, webcrypto),
          ...extra,
        ],
      },
      webcrypto,
    );
    return { cert: leaf.toString('pem'), key: leafKey(own.privateKey), ca };
  };

  return {
    ca,
    serving: (names) => {
      const alternatives = names.map(
        (value): x509.JsonGeneralName => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }),
      );
      const extension = new x509.SubjectAlternativeNameExtension(alternatives, false);
      return issue([{ CN: ['kube-apiserver'] }], x509.ExtendedKeyUsage.serverAuth, [extension]);
    },
    client: (user, groups) =>
      issue([...groups.map((group) => ({ O: [group] })), { CN: [user] }], x509.ExtendedKeyUsage.clientAuth, []),
  };
}

/** A CA's own certificate and what it signs with. */
interface Root {
  certificate: x509.X509Certificate;
  privateKey: webcrypto.CryptoKey;
}

const certificateFact = 'CA certificate';
const keyFact = 'CA key';

async function remembered(facts: Facts): Promise<Root | undefined> {
  const certificate = facts.get(certificateFact);
  const key = facts.get(keyFact);
  if (certificate === undefined || key === undefined) return undefined;
  const [der] = x509.PemConverter.decode(key);
  if (der === undefined) throw new Error(`no PEM stands where the ${keyFact} should be`);
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  return { certificate: new x509.X509Certificate(certificate), privateKey };
}

async function selfSigned(validity: { notBefore: Date; notAfter: Date }, facts: Facts): Promise<Root> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial(),
      name: 'CN=apiserver-ca',
      ...validity,
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  // The key last: a certificate without its key is none, should this process end in between.
  facts.set(certificateFact, certificate.toString('pem'));
  facts.set(keyFact, await privatePem(keys.privateKey));
  return { certificate, privateKey: keys.privateKey };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function serial(): string {
  // Positive, so that it needs no leading zero byte.
  const bytes = webcrypto.getRandomValues(new Uint8Array(12));
  return `01${Buffer.from(bytes).toString('hex')}`;
}

/** In the form that names its kind: some clients (fabric8 for Java) take the other one, `PRIVATE KEY`, for RSA. */
function leafKey(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'sec1', format: 'pem' }).toString();
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}
