/**
 * The two ways a dial takes time: it connects, or it hears nothing until its time is up.
 */
import net from 'node:net';
import type { Clock } from '../clock.ts';
import type { SocketPlace } from './addresses.ts';
import { DialError } from './errors.ts';

/** Who dials what. `host` is an endpoint's domain or a private ip of the dialler's VPC. */
export interface Target {
  readonly fromVpc: string;
  /** The dialler's zone: with zone affinity the endpoint's interface there is dialled first. */
  readonly fromZone?: string;
  readonly host: string;
  readonly port: number;
}

export interface DialRequest extends Target {
  readonly timeoutMs: number;
  /** Gives the dial up. */
  readonly signal?: AbortSignal;
}

/** Connects to a place of this machine. Rejects with `DialError`. */
export function connect(clock: Clock, request: DialRequest, place: SocketPlace): Promise<net.Socket> {
  if (request.signal?.aborted) return Promise.reject(givenUp(request));
  const idle = clock.busy();
  const socket = net.connect({ ...place, noDelay: true });
  return new Promise<net.Socket>((resolve, reject) => {
    const settle = (error?: DialError) => {
      idle();
      cancel();
      request.signal?.removeEventListener('abort', giveUp);
      socket.off('error', refuse);
      if (!error) return resolve(socket);
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const giveUp = () => settle(givenUp(request));
    const refuse = (cause: Error) => settle(new DialError('ECONNREFUSED', request, cause.message, cause));
    const expire = () => settle(new DialError('ETIMEDOUT', request, `no answer within ${request.timeoutMs} ms`));
    const cancel = clock.schedule(request.timeoutMs, expire);
    request.signal?.addEventListener('abort', giveUp, { once: true });
    socket.once('error', refuse);
    socket.once('connect', () => settle());
  });
}

/** Passes the time of a dial whose packets vanish. Rejects with `ECANCELED` if it is given up before. */
export function vanish(clock: Clock, request: DialRequest): Promise<void> {
  if (request.signal?.aborted) return Promise.reject(givenUp(request));
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      cancel();
      reject(givenUp(request));
    };
    const cancel = clock.schedule(request.timeoutMs, () => {
      request.signal?.removeEventListener('abort', giveUp);
      resolve();
    });
    request.signal?.addEventListener('abort', giveUp, { once: true });
  });
}

export function givenUp(request: Target): DialError {
  return new DialError('ECANCELED', request, 'the dial was given up');
}
