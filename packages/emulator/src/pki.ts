/**
 * Certificate authorities of the emulated world: one a cluster, one a mesh. Keys are P-256.
 *
 * The model knows no expiry: certificates are valid from 2020 to the end of 2049, whatever a clock says.
 */
import type { Clock } from './clock.ts';
import type { Authority } from './x509.ts';

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
