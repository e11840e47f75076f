/**
 * Certificate authorities of the emulated world: one a cluster, one a mesh. Keys are P-256.
 *
 * The model knows no expiry: certificates are valid from 2020 to the end of 2049, whatever a clock says.
 */
import type { Clock } from './clock.ts';

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

/** Makes a self-signed authority. The clock stands still while keys are made and signatures computed. */
export function createAuthority(commonName: string, clock: Clock): Promise<Authority> {
  return busily(clock, async () => {
    const { createRoot } = await import('./x509.ts');
    const root = await createRoot(commonName);
    return { ca: root.ca, issue: (request) => busily(clock, () => root.issue(request)) };
  });
}

async function busily<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const idle = clock.busy();
  try {
    return await work();
  } finally {
    idle();
  }
}
