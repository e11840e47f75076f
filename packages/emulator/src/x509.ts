/** How certificates are made, behind `pki.ts`; apart, because the library for it takes a good part of a start and few starts need it. */
import 'reflect-metadata';
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import net from 'node:net';
import * as x509 from '@peculiar/x509';

/** A certificate with its private key and the authority that signed it, all PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

export interface CertificateRequest {
  /** At most 64 characters (RFC 5280, ub-common-name); an endpoint domain is longer and belongs in `names`. */
  readonly commonName: string;
  /** Kubernetes reads a client's groups here. */
  readonly organizations?: readonly string[];
  /** Subject alternative names: addresses, URIs and DNS names are told apart by their form. */
  readonly names?: readonly string[];
  readonly usage: 'server' | 'client';
}

export interface Authority {
  /** The authority's own certificate, PEM. */
  readonly ca: string;
  /** Issues a certificate over a new key. Throws RangeError when the common name is too long. */
  issue(request: CertificateRequest): Promise<Certificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const notBefore = new Date('2020-01-01T00:00:00Z');
const notAfter = new Date('2049-12-31T23:59:59Z');

/** Makes a self-signed authority. */
export async function createRoot(commonName: string): Promise<Authority> {
  const keys = await generateKeys();
  const subject = distinguishedName(commonName);
  const root = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: subject,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const ca = root.toString('pem');
  return { ca, issue: (request) => issue(root, keys.privateKey, ca, request) };
}

async function issue(
  root: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  ca: string,
  request: CertificateRequest,
): Promise<Certificate> {
  const { commonName, organizations = [], names = [], usage } = request;
  if (commonName.length > 64) throw new RangeError(`the common name ${commonName} has more than 64 characters`);
  const keys = await generateKeys();
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: distinguishedName(commonName, organizations),
    issuer: root.subjectName,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        usage === 'server' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(root.publicKey),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names.map(alternativeName))] : []),
    ],
  });
  // In the form that names its kind: some clients (fabric8 for Java) take the other one, `PRIVATE KEY`, for RSA.
  const key = KeyObject.from(keys.privateKey).export({ type: 'sec1', format: 'pem' }).toString();
  return { cert: leaf.toString('pem'), key, ca };
}

function alternativeName(name: string): x509.JsonGeneralName {
  if (net.isIP(name)) return { type: 'ip', value: name };
  if (name.includes('://')) return { type: 'url', value: name };
  return { type: name.includes('@') ? 'email' : 'dns', value: name };
}

function distinguishedName(commonName: string, organizations: readonly string[] = []): x509.Name {
  return new x509.Name([...organizations.map((name) => ({ O: [name] })), { CN: [commonName] }]);
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** Positive, 127 bits, hexadecimal. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
