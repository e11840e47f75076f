import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

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

export async function createAuthority(now: number): Promise<Authority> {
  const keys = await generateKeys();
  const name = 'CN=apiserver-ca';
  const validity = { notBefore: new Date(now - dayMs), notAfter: new Date(now + validDays * dayMs) };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial(),
      name,
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
        signingKey: keys.privateKey,
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
    return { cert: leaf.toString('pem'), key: await privatePem(own.privateKey), ca };
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

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function serial(): string {
  // Positive, so that it needs no leading zero byte.
  const bytes = webcrypto.getRandomValues(new Uint8Array(12));
  return `01${Buffer.from(bytes).toString('hex')}`;
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}
