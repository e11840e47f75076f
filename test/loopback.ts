/** Tests stay on loopback: the guard that holds them to it. */
import net from 'node:net';

const guarded = Symbol.for('asm-privatelink.loopback');

/** Makes every dial of a TCP socket to another machine throw, in this process, from now on. */
export function keepSocketsOnLoopback(): void {
  const { connect } = net.Socket.prototype;
  if (guarded in connect) {
    return;
  }
  const guard = function (this: net.Socket, ...args: unknown[]): unknown {
    const host = dialledHost(args);
    if (host !== undefined && !isLoopback(host)) {
      throw new Error(`a test tried to reach ${host}: tests stay on loopback`);
    }
    return Reflect.apply(connect, this, args);
  };
  // The overloads of connect cannot be written as one function; the arguments go on unchanged.
  net.Socket.prototype.connect = Object.assign(guard, { [guarded]: true }) as typeof connect;
}

/**
 * The host that the arguments of `socket.connect` name, in any of their forms; undefined for a Unix socket.
 * A name is judged as it stands, before it is resolved: `lookup` of a test may answer anything.
 */
export function dialledHost(args: readonly unknown[]): string | undefined {
  // node:net hands its own calls on with the arguments normalised into one array.
  const [first, second]: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') {
      return undefined;
    }
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) {
    return undefined;
  }
  return typeof second === 'string' ? second : 'localhost';
}

/** Whether an address, or `localhost`, is this machine's own loopback. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^::ffff:/i, '');
  return address === 'localhost' || address === '::1' || (net.isIPv4(address) && address.startsWith('127.'));
}
