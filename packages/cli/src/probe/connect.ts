/** A TCP connection and TLS on it, each within its time. What fails says so by the system's own code. */
import net from 'node:net';
import tls from 'node:tls';
import type { Clock } from '@asm-privatelink/cloud';
import type { Served } from '@asm-privatelink/link';

export interface Patience {
  readonly clock: Clock;
  /** For each single thing that is waited for. */
  readonly timeoutMs: number;
}

/** Rejects with an error that has a code: `ECONNREFUSED`, `ETIMEDOUT`, … */
export function connectTo(place: { host: string; port: number }, patience: Patience): Promise<net.Socket> {
  const socket = net.connect({ ...place, noDelay: true });
  return inTime(socket, patience, (resolve) => socket.once('connect', () => resolve(socket)));
}

export interface SecureOptions {
  readonly servername: string;
  /** The authority that the dialler trusts, PEM; without it trust is not judged. */
  readonly ca?: string | undefined;
  readonly protocols?: readonly string[];
}

/** TLS as far as it comes, whatever the certificate says: that is for others to judge. */
export async function secure(
  socket: net.Socket,
  { servername, ca, protocols }: SecureOptions,
  patience: Patience,
): Promise<{ secured: tls.TLSSocket; served: Served }> {
  const secured = tls.connect({
    socket,
    ...(net.isIP(servername) ? {} : { servername }),
    ...(ca === undefined ? {} : { ca }),
    ...(protocols === undefined ? {} : { ALPNProtocols: [...protocols] }),
    rejectUnauthorized: false,
    // The name is judged apart from the trust.
    checkServerIdentity: () => undefined,
  });
  await inTime(secured, patience, (resolve) => secured.once('secureConnect', () => resolve(undefined)));
  const { subjectaltname = '', issuer } = secured.getPeerCertificate();
  const untrusted = secured.authorized ? false : String(secured.authorizationError);
  return {
    secured,
    served: {
      names: subjectaltname.split(', ').flatMap((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? []),
      issuer: [issuer?.CN].flat().join(', '),
      untrusted: ca === undefined ? undefined : untrusted,
    },
  };
}

/** Settles as `begin` does; rejects when the socket fails, is closed before, or the time is up, and destroys it then. */
export function inTime<T>(
  socket: net.Socket,
  { clock, timeoutMs }: Patience,
  begin: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  const idle = clock.busy();
  const coded = (code: string, message: string) => Object.assign(new Error(message), { code });
  return new Promise<T>((resolve, reject) => {
    let settled = false;
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      idle();
      cancel();
      socket.off('close', closed);
      act();
    };
    const fail = (error: Error) =>
      settle(() => {
        socket.destroy();
        reject(error);
      });
    const closed = () => fail(coded('ECONNRESET', 'the other side closed the connection'));
    const cancel = clock.schedule(timeoutMs, () => fail(coded('ETIMEDOUT', `no answer within ${timeoutMs / 1000} s`)));
    // Errors that come later are the next one's to hear.
    socket.on('error', fail);
    socket.once('close', closed);
    begin((value) => settle(() => resolve(value)), fail);
  });
}
